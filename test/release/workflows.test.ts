import assert from "node:assert/strict";
import { parse } from "yaml";
import { z } from "zod";
import { githubFiles, read } from "./pages";

const manifest = z
  .object({ engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read("package.json")));

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const job = z.object({
  "timeout-minutes": z.number(),
  strategy: z.object({ matrix: z.object({ node: z.array(z.number()) }) }).optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(step),
});
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), job),
});

const workflows = githubFiles.filter((path) => path.startsWith(".github/workflows/"));
const parsed = (path: string) => workflow.parse(parse(read(path)));
const jobsOf = (path: string) => Object.entries(parsed(path).jobs);

describe("the workflows", () => {
  it("test the oldest Node.js that package.json allows, and the one of .nvmrc", () => {
    const tested = jobsOf(".github/workflows/ci.yml").flatMap(
      ([, { strategy }]) => strategy?.matrix.node ?? [],
    );
    const [, oldest] = /^>=(\d+)$/.exec(manifest.engines.node) ?? assert.fail(manifest.engines.node);
    assert.equal(Math.min(...tested), Number(oldest));
    assert.ok(tested.includes(Number(read(".nvmrc"))), `.nvmrc is not among ${tested.join()}`);
  });

  it("may only read the repository; one job proves who it is to npm, and one attaches files to the release", () => {
    assert.deepEqual([...workflows].sort(), [".github/workflows/ci.yml", ".github/workflows/release.yml"]);
    for (const path of workflows) assert.deepEqual(parsed(path).permissions, { contents: "read" }, path);
    const more = workflows
      .flatMap(jobsOf)
      .filter(([, { permissions }]) => permissions)
      .map(([name, { permissions }]) => [name, permissions]);
    assert.deepEqual(more, [
      ["publish", { contents: "read", "id-token": "write" }],
      ["archives", { contents: "write" }],
    ]);
  });

  it("show a token to no command but GitHub's own", () => {
    const told = workflows.flatMap(jobsOf).flatMap(([, { steps }]) =>
      steps.filter(({ env }) =>
        Object.values(env ?? {})
          .join()
          .includes("token"),
      ),
    );
    assert.ok(told.length > 0);
    for (const { run } of told) assert.match(run ?? "", /^(?:gh release .*\n)+$/);
  });

  it("use actions by their major version", () => {
    const used = workflows
      .flatMap(jobsOf)
      .flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? []));
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^(actions|pulumi)\/[\w-]+@v\d+$/);
  });

  it("run scripts that package.json has", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    const runs = workflows.flatMap(jobsOf).flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));
    const called = runs.flatMap((run) => {
      const [, script] = /^npm (?:run )?(test\b[\w:]*|(?<=run )[\w:]+)/.exec(run) ?? [];
      return script ?? [];
    });
    assert.ok(called.includes("test:packaging"));
    assert.deepEqual(
      called.filter((script) => scripts[script] === undefined),
      [],
    );
  });
});
