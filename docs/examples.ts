import { readFileSync, writeFileSync } from "node:fs";
import { isCliAvailable } from "@test/engine";
import { examples } from "../test/e2e/program/examples";
import { displayedOn, type Example, settingsOf, tell } from "../test/e2e/program/examples/example";
import { compliant, policyParts, policyReadme, violating } from "../test/e2e/program/examples/policyPack";
import { readmeOf, updatedReadme, withParts } from "../test/e2e/program/examples/readme";
import { exampleIn, type Language, languages, missingFor } from "../test/languages/language";
import { LanguageProject } from "../test/languages/project";
import { Stage } from "../test/stage/stage";

/** Runs the examples, and writes what came on the screen into their READMEs. */

async function generate(example: Example): Promise<void> {
  const stage = await Stage.open(settingsOf(example, displayedOn(example)));
  try {
    update(readmeOf(example), await updatedReadme(example, await tell(stage, example)));
  } finally {
    await stage.close();
  }
}

/** Only the CLI runs other languages, each by a host of its own; what is typed, every machine knows. */
async function generateIn(language: Language): Promise<void> {
  const example = exampleIn(language);
  const missing = missingFor(language);
  if (missing.length > 0) {
    update(readmeOf(example), await updatedReadme(example, []));
    process.stdout.write(
      `${readmeOf(example)} shows what it did: there is no ${missing.join(" and no ")} on the PATH\n`,
    );
    return;
  }
  const project = await LanguageProject.install(language);
  try {
    const stage = await project.open("dev");
    try {
      update(readmeOf(example), await updatedReadme(example, await tell(stage, example)));
    } finally {
      await stage.close();
    }
  } finally {
    await project.remove();
  }
}

/** Only the CLI runs policies. */
async function generatePolicyPack(): Promise<void> {
  if (isCliAvailable()) {
    const [refused, passed] = [await violating(), await compliant()];
    update(policyReadme, withParts(policyReadme, policyParts(refused, passed)));
  } else {
    process.stdout.write(`${policyReadme} stays as it is: there is no pulumi on the PATH\n`);
  }
}

function update(file: string, text: string): void {
  if (readFileSync(file, "utf8") === text) return;
  writeFileSync(file, text);
  process.stdout.write(`${file} has changed\n`);
}

async function main(): Promise<void> {
  for (const example of examples) await generate(example);
  await generatePolicyPack();
  for (const language of languages) await generateIn(language);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
