import { parseArgs } from "node:util";
import { soak, type SoakReport } from "./soak";

/** `npm run soak [-- --seed 7 --imports 200]`: many imports under random faults, and what came of them. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string", default: "7" }, imports: { type: "string", default: "200" } },
  });
  const [seed, imports] = [Number(values.seed), Number(values.imports)];
  if (!Number.isInteger(seed) || !Number.isInteger(imports) || imports < 1) {
    process.stderr.write("--seed and --imports are whole numbers\n");
    process.exitCode = 2;
    return;
  }
  for (const share of [0.01, 0.1]) {
    const report = await soak({ seed, imports, share });
    print(report);
    if (report.problems.length > 0) process.exitCode = 1;
  }
}

function print({ share, seed, wanted, started, faults, requests, ups, problems, seconds }: SoakReport): void {
  process.stdout.write(
    `${share * 100} % faults, seed ${seed}: ${wanted} imports wanted, ${started} started, ${faults} faults in ` +
      `${requests} requests, up ran ${ups} times, ${seconds} s of Northflank's time\n`,
  );
  for (const problem of problems) process.stdout.write(`  wrong: ${problem}\n`);
}

void main();
