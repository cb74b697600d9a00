import { readFileSync, writeFileSync } from "node:fs";
import { isCliAvailable } from "@test/engine";
import { examples } from "../test/e2e/program/examples";
import { displayedOn, type Example, settingsOf, tell } from "../test/e2e/program/examples/example";
import { compliant, policyParts, policyReadme, violating } from "../test/e2e/program/examples/policyPack";
import { readmeOf, updatedReadme, withParts } from "../test/e2e/program/examples/readme";
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
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
