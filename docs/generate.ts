import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { inputTable } from "./inputTable";
import { pollTable } from "./pollTable";
import { outputTable } from "./outputTable";
import { optionTable, trialTable } from "./optionTables";
import { withPart } from "./parts";

/** Writes the generated parts of the documents. With `--check` it writes nothing, and fails when one differs. */

interface GeneratedPart {
  readonly file: string;
  /** Named by its markers in the file. */
  readonly part: string;
  readonly from: string;
  readonly text: () => string;
}

const options = "test/e2e/program/options";
const parts: readonly GeneratedPart[] = [
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
];

for (const generated of parts) {
  const path = resolve(__dirname, "..", generated.file);
  const current = readFileSync(path, "utf8");
  const { file, part } = generated;
  const wanted = withPart(current, { file, part, command: "npm run docs", text: generated.text() });
  if (current === wanted) continue;
  if (process.argv.includes("--check")) {
    process.stderr.write(
      `the part "${part}" of ${file} differs from ${generated.from}; run \`npm run docs\`\n`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
  }
}
