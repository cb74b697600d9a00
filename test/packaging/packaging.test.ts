import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { onStage } from "../e2e/invariants";
import { command } from "./command";
import { install, type Installation } from "./installation";
import { matrix, titleOf, type Environment } from "./matrix";
import { programs } from "./programs";
import { packTarball, runtimePackages, type Tarball } from "./tarball";
import { hasNode, Workshop } from "./workshop";
import { repository } from "../repository";

const password = "correct-horse-battery";

describe("the packed tarball", function () {
  this.timeout(600_000);
  let workshop: Workshop;
  let tarball: Tarball;
  const report: string[] = [];

  before(async () => {
    workshop = await Workshop.open();
    tarball = await packTarball(workshop.folder);
  });

  after(async () => {
    console.log(["", ...report].join("\n    "));
    await workshop.close();
  });

  it("holds the built provider, the built simulator, the documents, and nothing else", () => {
    const roots = new Set(tarball.files.map((path) => path.split("/")[0]));
    assert.deepEqual([...roots].sort(), [
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "dist",
      "docs",
      "examples",
      "package.json",
    ]);
    const built = tarball.files.filter((path) => path.startsWith("dist/"));
    for (const source of new Set(built.map(sourceOf))) {
      assert.ok(existsSync(join(repository, source)), `${source} is no more`);
      assert.doesNotMatch(source, /^test\/simulator\/(test|clients)\//);
    }
    report.push(`${tarball.files.length} files, ${tarball.unpackedBytes} bytes unpacked`);
  });

  it("declares its types without zod, and nothing internal", async () => {
    const declarations = tarball.files.filter((path) => path.endsWith(".d.ts"));
    for (const path of declarations) {
      const text = await readFile(join(repository, path), "utf8");
      assert.doesNotMatch(text, /from "zod"|import\("zod"\)|@internal/, path);
    }
  });

  it("brings along few packages, and a simulator that runs on them", async () => {
    const folder = join(workshop.folder, "runtime");
    const packages = await runtimePackages(tarball, folder);
    assert.ok(packages.includes("node_modules/pulumi-northflank"));
    await assertServes(join(folder, "node_modules/.bin/pulumi-northflank-simulator"));
    report.push(`${packages.length} packages at run time, itself included, the peer left out`);
  });

  it("is clean to publint", async () => {
    const told = await workshop.tool("publint/src/cli.js", ["--strict", tarball.path], workshop.folder);
    assert.match(told, /All good!/);
  });

  it("is clean to are-the-types-wrong", async () => {
    const args = [tarball.path, "--format", "ascii", "--no-emoji", "--no-color"];
    const told = await workshop.tool("@arethetypeswrong/cli/dist/index.js", args, workshop.folder);
    assert.match(told, /No problems found/);
  });

  for (const environment of matrix) {
    const title = `works in a clean folder: ${titleOf(environment)}`;
    if (!hasNode(environment.node)) {
      it(`${title} (pending: there is no package of that Node.js for this platform)`);
      continue;
    }
    it(title, async () => {
      const installation = await install(workshop, tarball.path, environment);
      await assertLayout(environment, installation);
      await assertTypes(installation);
      await assertImports(environment, installation);
      const { pulumi, typescript, node } = installation.found;
      report.push(
        `${environment.program}, ${environment.manager}: @pulumi/pulumi ${pulumi}, TypeScript ${typescript}, Node.js ${node}`,
      );
    });
  }
});

function sourceOf(built: string): string {
  const source = built.replace(/(\.d\.ts|\.js)$/, ".ts");
  return source.startsWith("dist/simulator/")
    ? source.replace("dist/", "test/")
    : source.replace("dist/", "provider/");
}

/** As `npx` starts it: by the link that npm has made. */
async function assertServes(bin: string): Promise<void> {
  const simulator = spawn(bin, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(simulator, "close");
  const ended = closed.then(([code]) => assert.fail(`it ended with ${String(code)}`));
  try {
    const [greeting] = (await Promise.race([once(simulator.stdout, "data"), ended])) as [Buffer];
    assert.match(String(greeting), /^Simulated Northflank API: http:/);
  } finally {
    simulator.kill("SIGTERM");
  }
  assert.deepEqual(await closed, [0, null]);
}

/** Nothing of this repository is near: the program finds its own copy, laid out as its package manager does it. */
async function assertLayout({ manager, node }: Environment, { folder, found }: Installation): Promise<void> {
  assert.equal(found.node.split(".")[0], String(node));
  const own = await realpath(join(folder, "node_modules/pulumi-northflank"));
  assert.ok(own.startsWith(await realpath(folder)), own);
  assert.equal(own.includes("/.pnpm/"), manager === "pnpm");
  assert.equal(existsSync(join(folder, "node_modules/axios")), manager !== "pnpm");
}

async function assertTypes({ folder, path }: Installation): Promise<void> {
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  for (const project of ["tsconfig.json", "tsconfig.other.json"])
    await command("node", [compiler, "-p", project], { cwd: folder, env: { PATH: path } });
}

/** The program's own Pulumi runs it; the engine between program and provider is that of the tests. */
async function assertImports(environment: Environment, { folder, path }: Installation): Promise<void> {
  const settings = {
    engine: "embedded",
    program: { folder },
    env: { PATH: path },
    config: {
      connectionString: { value: `postgresql://reader:${password}@db.example.com/orders`, secret: true },
    },
    simulator: { scheduledSeconds: 0, importSeconds: 0.5 },
    secrets: [password],
  } as const;
  await onStage(settings, { imports: 2 }, async (stage) => {
    const preview = await stage.run("preview");
    assert.ok(preview.result.ok, preview.result.output);
    const up = await stage.run("up");
    assert.ok(up.result.ok, up.result.output);
    const stack = (up.state.deployment.resources ?? []).find(({ type }) => type === "pulumi:pulumi:Stack");
    const { archive, ...others } = stack?.outputs ?? {};
    assert.deepEqual(others, { status: "completed", isOne: true }, programs[environment.program].entry);
    const exported = Object.keys(archive as object);
    assert.ok(exported.includes("backupId"), exported.join());
    for (const input of ["connectionString", "importUrl", "resourceContext", "__provider"])
      assert.ok(!exported.includes(input), input);
    const [request] = up.requests.filter(({ operation }) => operation === "importBackup");
    assert.match(request?.headers["user-agent"] ?? "", /^pulumi-northflank\/\d+\.\d+\.\d+$/);
  });
}
