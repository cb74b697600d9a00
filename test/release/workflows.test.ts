import assert from "node:assert/strict";
import { parse } from "yaml";
import { z } from "zod";
import { githubFiles, pages, read, templateFiles } from "./pages";

const manifest = z
  .object({
    engines: z.object({ node: z.string() }),
    repository: z.object({ url: z.string() }),
    homepage: z.string(),
    bugs: z.object({ url: z.string() }),
  })
  .parse(JSON.parse(read("package.json")));

const step = z.object({ uses: z.string().optional(), run: z.string().optional() });
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

  it("may only read the repository; the job that publishes proves who it is, too", () => {
    assert.deepEqual([...workflows].sort(), [".github/workflows/ci.yml", ".github/workflows/release.yml"]);
    for (const path of workflows) assert.deepEqual(parsed(path).permissions, { contents: "read" }, path);
    const more = workflows
      .flatMap(jobsOf)
      .filter(([, { permissions }]) => permissions)
      .map(([name, { permissions }]) => [name, permissions]);
    assert.deepEqual(more, [["publish", { contents: "read", "id-token": "write" }]]);
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

describe("the repository's address", () => {
  const address = manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");

  it("is that of the home page and the issues", () => {
    assert.equal(manifest.homepage, `${address}#readme`);
    assert.equal(manifest.bugs.url, `${address}/issues`);
  });

  it("is the one that every document, template and workflow names", () => {
    const files = [...pages, ...githubFiles, ...templateFiles];
    const own = /https?:\/\/github\.com\/[\w.-]+\/pulumi-northflank\b|\bgithub:[\w.-]+\/pulumi-northflank\b/g;
    const named = files.flatMap((path) => [...read(path).matchAll(own)].map(([found]) => ({ path, found })));
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(({ found }) => found !== address),
      [],
    );
  });
});
