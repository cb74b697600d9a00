import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { EngineKind } from "@test/engine";
import { ordersDb } from "@test/simulator";
import { parse } from "yaml";
import { z } from "zod";
import { onStage } from "../e2e/invariants";
import { inLayout, installedPackage, pulumiSdk, type Layout } from "../layout";
import { repository } from "../repository";
import { forEachEngine } from "../stage/forEachEngine";
import { read, templateFiles } from "./pages";

const run = promisify(execFile);
const template = "templates/typescript";
const modules = join(repository, "node_modules");
const password = "correct-horse-battery";

const installed: Layout = {
  "node_modules/@pulumi/pulumi": pulumiSdk,
  "node_modules/@types/node": { linkTo: join(modules, "@types/node") },
  "node_modules/typescript": { linkTo: join(modules, "typescript") },
  "node_modules/pulumi-northflank": installedPackage,
};

/** What `pulumi new` does with a template. */
async function filledIn(folder: string): Promise<void> {
  for (const path of templateFiles) {
    const text = read(path)
      .replaceAll("${PROJECT}", "move-orders")
      .replaceAll("${DESCRIPTION}", "Moves orders");
    await writeFile(join(folder, basename(path)), text);
  }
}

async function byPulumiNew(folder: string): Promise<void> {
  const home = join(folder, "node_modules/.pulumi");
  await mkdir(home);
  const env = {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(home).href,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const args = [
    "--name",
    "move-orders",
    "--description",
    "Moves orders",
    "--generate-only",
    "--yes",
    "--force",
  ];
  await run("pulumi", ["new", join(repository, template), "--dir", folder, ...args], {
    env: { ...process.env, ...env },
  });
}

/** A project of the template, installed. */
const inProject = <Result>(engine: EngineKind, play: (folder: string) => Promise<Result>): Promise<Result> =>
  inLayout(installed, async (folder) => {
    await (engine === "cli" ? byPulumiNew(folder) : filledIn(folder));
    return play(folder);
  });

const settings = z
  .object({
    template: z.object({
      config: z.record(z.string(), z.object({ description: z.string(), secret: z.boolean().optional() })),
    }),
  })
  .parse(parse(read(`${template}/Pulumi.yaml`))).template.config;

describe("the template for pulumi new", () => {
  it("asks for all that its program requires, and takes what is secret as a secret", () => {
    const program = read(`${template}/index.ts`);
    const required = [...program.matchAll(/config\.require(?:Secret)?\("(\w+)"\)/g)].map(([, key]) => key);
    const secret = [...program.matchAll(/config\.requireSecret\("(\w+)"\)/g)].map(([, key]) => key);
    assert.deepEqual(Object.keys(settings).sort(), [...required, "northflank:apiToken"].sort());
    const asked = Object.entries(settings).filter(([, setting]) => setting.secret);
    assert.deepEqual(asked.map(([key]) => key).sort(), [...secret, "northflank:apiToken"].sort());
  });

  it("depends on the newest release, or on the repository as long as there is none", () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read(`${template}/package.json`)));
    const own = z
      .object({
        repository: z.object({ url: z.string() }),
        peerDependencies: z.record(z.string(), z.string()),
      })
      .parse(JSON.parse(read("package.json")));
    const [, released] = /^## \[(\d[^\]]*)\]/m.exec(read("CHANGELOG.md")) ?? [];
    const wanted = released === undefined ? own.repository.url : `^${released}`;
    assert.deepEqual(dependencies, { ...own.peerDependencies, "pulumi-northflank": wanted });
    if (released === undefined) assert.ok(read("docs/releases.md").includes(`\`${wanted}\``));
    const allowed = templateFiles.filter((path) => basename(path) === ".npmrc").map(read);
    assert.deepEqual(
      allowed.map((text) => /^allow-git=root$/m.test(text)),
      released === undefined ? [true] : [],
    );
  });

  it("makes a program that type-checks", () =>
    inProject("embedded", async (folder) => {
      const compiler = join(modules, "typescript/bin/tsc");
      await run(process.execPath, [compiler, "-p", folder]);
      await writeFile(
        join(folder, "index.ts"),
        `${read(`${template}/index.ts`)}\nconst wrong: number = status;\n`,
      );
      await assert.rejects(run(process.execPath, [compiler, "-p", folder]), { stdout: /error TS2322/ });
    }));

  forEachEngine((engine) => {
    it("makes a project that previews, and imports what it was asked for", () =>
      inProject(engine, async (folder) => {
        assert.match(await readFile(join(folder, "package.json"), "utf8"), /"name": "move-orders"/);
        const stage = {
          engine,
          program: { folder },
          config: {
            ...ordersDb,
            connectionString: {
              value: `postgresql://reader:${password}@db.example.com/orders`,
              secret: true,
            },
          },
          simulator: { scheduledSeconds: 0, importSeconds: 0.5 },
          secrets: [password],
        } as const;
        await onStage(stage, { imports: 1 }, async (played) => {
          const preview = await played.run("preview");
          assert.deepEqual(
            preview.result.steps.map(({ op, name }) => [op, name]),
            [["create", "database"]],
            preview.result.output,
          );
          const up = await played.run("up");
          assert.equal(up.result.ok, true, up.result.output);
        });
      }));
  });
});
