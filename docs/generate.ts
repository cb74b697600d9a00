import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { inputTable } from "./inputTable";
import { pollTable } from "./pollTable";
import { outputTable } from "./outputTable";
import { optionTable, trialTable } from "./optionTables";
import { withPart } from "./parts";
import { pluginSchema } from "./pluginSchema";

/**
 * Writes the generated documents and parts of documents. With `--check` it writes nothing, and fails when one differs.
 */

interface Generated {
  readonly file: string;
  /** Named by its markers in the file; without one, the whole file is generated. */
  readonly part?: string;
  readonly from: string;
  readonly text: () => string | Promise<string>;
}

const options = "test/e2e/program/options";
const all: readonly Generated[] = [
  {
    file: "README.md",
    part: "inputs",
    from: "provider/inputs/table.ts and provider/program/args.ts",
    text: inputTable,
  },
  {
    file: "docs/time-cost-quota.md",
    part: "polls",
    from: "provider/northflank/polling.ts",
    text: pollTable,
  },
  {
    file: "README.md",
    part: "outputs",
    from: "provider/program/addonBackupImport.ts",
    text: outputTable,
  },
  { file: "docs/options.md", part: "options", from: options, text: optionTable },
  { file: "docs/options.md", part: "trials", from: options, text: trialTable },
  {
    file: "provider/plugin/schema.json",
    from: "package.json, provider/inputs/table.ts and provider/program",
    text: pluginSchema,
  },
];

async function generate(generated: Generated, isCheck: boolean): Promise<void> {
  const { file, part, from } = generated;
  const path = resolve(__dirname, "..", file);
  const current = existsSync(path) ? readFileSync(path, "utf8") : "";
  const text = await generated.text();
  const wanted = part === undefined ? text : withPart(current, { file, part, command: "npm run docs", text });
  if (current === wanted) return;
  if (isCheck) {
    const what = part === undefined ? file : `the part "${part}" of ${file}`;
    process.stderr.write(`${what} differs from ${from}; run \`npm run docs\`\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
  }
}

async function main(): Promise<void> {
  for (const generated of all) await generate(generated, process.argv.includes("--check"));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
