import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isCliAvailable } from "@test/engine";
import { withPart } from "../../../../docs/parts";
import { table } from "../../../../docs/table";
import { Stage } from "../../../stage/stage";
import { type Example, settingsOf } from "./example";
import { readmeOf } from "./readme";
import { manyDatabases, serverWith } from "./scenes/several";

/** Measures on the Pulumi CLI how long `up` takes for the imports of examples/many-databases, and writes it there. */

const [imports, importSeconds] = [20, 20];

// The simulator's first addon has to be there.
const databases = ["orders", ...Array.from({ length: imports - 1 }, (_, index) => `database${index + 2}`)];
const server = serverWith(databases);

const rows: readonly (readonly [name: string, config: Example["config"], parallel?: number])[] = [
  ["`--parallel 4`", {}, 4],
  [`no \`--parallel\`, on ${availableParallelism()} CPUs`, {}],
  ["`--parallel 16`", {}, 16],
  [`\`--parallel ${imports}\``, {}, imports],
  ["`waitForCompletion: false`", { waitForCompletion: "false" }],
];

async function secondsOf(config: Example["config"], parallel: number | undefined): Promise<number> {
  const example = {
    ...manyDatabases,
    config: { ...server.config, ...config },
    simulator: { ...server.simulator, scheduledSeconds: 0, importSeconds },
  };
  const stage = await Stage.open({ ...settingsOf(example, "cli"), speed: 1 });
  try {
    const start = performance.now();
    const { result } = await stage.run("up", parallel === undefined ? {} : { parallel });
    if (!result.ok) throw new Error(result.output);
    return Math.round((performance.now() - start) / 1000);
  } finally {
    await stage.close();
  }
}

async function main(): Promise<void> {
  if (!isCliAvailable()) throw new Error("this measures the Pulumi CLI, and there is no pulumi on the PATH");
  const measured: string[][] = [];
  for (const [name, config, parallel] of rows)
    measured.push([name, `${await secondsOf(config, parallel)} s`]);
  const text = table([`${imports} imports of ${importSeconds} s`, "`pulumi up` takes"], measured);
  const file = readmeOf(manyDatabases);
  const command = "npm run docs:parallel";
  writeFileSync(file, withPart(readFileSync(file, "utf8"), { file, part: "parallel", command, text }));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
