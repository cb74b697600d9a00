import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/**
 * What this package adds to the start of a program and of a provider process: CPU time, because that is what a busy
 * machine does not change, each time in a fresh process that has already loaded what Pulumi loads anyway. Every
 * folder that is named is a built checkout, so that two can be compared.
 */

const rounds = 21;
const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];

interface Start {
  readonly title: string;
  /** The most that it may cost, in milliseconds. */
  readonly limit: number;
  /** Loaded by Pulumi, whatever the program or the provider. */
  readonly anyway: readonly string[];
  /** An asynchronous function's body; `folder` is the checkout. */
  readonly work: string;
}

// The modules of the last line of the provider's list are what Pulumi's cmd/dynamic-provider begins with.
const starts: readonly Start[] = [
  {
    title: "program: loads the package",
    limit: 25,
    anyway: ["@pulumi/pulumi"],
    work: 'require(folder + "/dist/index.js");',
  },
  {
    title: "provider process: loads the provider, first check",
    limit: 75,
    anyway: [
      "@pulumi/pulumi",
      ...["runtime", "proto/plugin_pb", "proto/provider_grpc_pb", "proto/provider_pb", "proto/status_pb"].map(
        (module) => `@pulumi/pulumi/${module}`,
      ),
    ],
    work: `const { provider } = require(folder + "/dist/dynamic/index.js");
      const { failures } = await provider.check({}, {
        projectId: "shop", addonId: "orders-db", connectionString: "postgresql://reader:pw@db.example.com/orders",
        resourceContext: { resourceUrn: "urn:pulumi:prod::shop::northflank::orders", organization: "acme" },
      });
      if (failures?.length) throw new Error(JSON.stringify(failures));`,
  },
];

/** The milliseconds of one fresh process. */
function cost({ anyway, work }: Start, folder: string): number {
  const code = `
    const folder = ${JSON.stringify(folder)};
    for (const module of ${JSON.stringify(anyway)}) require(module);
    (async () => {
      const before = process.cpuUsage();
      ${work}
      const { user, system } = process.cpuUsage(before);
      process.stdout.write(String((user + system) / 1000), () => process.exit());
    })();`;
  return Number(execFileSync(process.execPath, ["-e", code], { cwd: folder, encoding: "utf8" }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

for (const start of starts) {
  const costs = folders.map((folder) => ({ folder, times: [] as number[] }));
  // In turns, so that what else the machine does meets all folders alike.
  for (let round = 0; round < rounds; round++)
    for (const { folder, times } of costs) times.push(cost(start, resolve(folder)));
  for (const { folder, times } of costs) {
    const [least, most] = [Math.min(...times), Math.max(...times)];
    const range = `${least.toFixed(0)} to ${most.toFixed(0)}`;
    console.log(
      `${start.title} (${folder}): ${median(times).toFixed(0)} ms of CPU more than Pulumi alone ` +
        `(median of ${rounds}, ${range}); at most ${start.limit} are meant`,
    );
  }
}
