import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { forRealProcesses } from "../../stage/forEachEngine";
import { inLayout, installedPackage, type Layout, linkedPackage, pulumiSdk } from "../../layout";
import { onStage } from "../invariants";
import { ordersProgram, ordersSettings } from "../ordersImport";

const run = promisify(execFile);

const projectFile = (main = "."): string => `name: orders
main: ${main}
runtime:
  name: nodejs
  options:
    typescript: false
    packagemanager: npm
`;

const library = "node_modules/@acme/databases";

/** A library that has this package for itself, and hands it on. */
const byLibraryOnly: Layout = {
  "package.json": JSON.stringify({ name: "orders", dependencies: { "@acme/databases": "1" } }),
  "node_modules/@pulumi/pulumi": pulumiSdk,
  [`${library}/package.json`]: JSON.stringify({ name: "@acme/databases", main: "index.js" }),
  [`${library}/index.js`]: `module.exports = require("pulumi-northflank");`,
  [`${library}/node_modules/pulumi-northflank`]: installedPackage,
};

const program = ordersProgram("connectionString").replace(`"pulumi-northflank"`, `"@acme/databases"`);
const esm = program
  .replace(/const (.*) = require\("(.*)"\);/g, `import * as $1 from "$2";`)
  .replace("import * as { AddonBackupImport }", "import { AddonBackupImport }")
  .replace("exports.backupId =", "export const backupId =");

interface Working {
  readonly what: string;
  readonly layout: Layout;
  readonly env?: (folder: string) => Record<string, string>;
}

const working: readonly Working[] = [
  {
    what: "the project depends on it, too",
    layout: { "index.js": program, "node_modules/pulumi-northflank": installedPackage },
  },
  {
    what: "it is linked into the project",
    layout: { "index.js": program, "node_modules/pulumi-northflank": linkedPackage },
  },
  {
    what: "the program is in a sub-folder of the project that depends on it",
    layout: {
      "Pulumi.yaml": projectFile("infra"),
      "infra/index.js": program,
      "node_modules/pulumi-northflank": installedPackage,
    },
  },
  {
    what: "only the sub-folder of the program has it, and the program goes to another folder before it loads it",
    layout: {
      "Pulumi.yaml": projectFile("infra"),
      "infra/index.js": `process.chdir("..");\n${program}`,
      "infra/node_modules/pulumi-northflank": installedPackage,
    },
  },
  {
    what: "the program is an ES module",
    layout: {
      "index.js": esm,
      "package.json": JSON.stringify({ name: "orders", type: "module" }),
      "node_modules/pulumi-northflank": installedPackage,
    },
  },
  {
    what: "NODE_PATH leads to it",
    layout: { "index.js": program, "shared/pulumi-northflank": installedPackage },
    env: (folder) => ({ NODE_PATH: join(folder, "shared") }),
  },
];

describe("a program that has this package through a library", () => {
  forRealProcesses((engine, rule) => {
    const settings = (folder: string, env = {}) => ({
      ...ordersSettings(engine, ""),
      program: { folder },
      env,
    });

    for (const [what, added] of [
      ["in its project", { "Pulumi.yaml": projectFile(), "index.js": program }],
      ["in a sub-folder", { "Pulumi.yaml": projectFile("infra"), "infra/index.js": program }],
    ] as const) {
      it(`is told in one sentence what to add, already in the preview: ${what}`, async () => {
        await inLayout({ ...byLibraryOnly, ...added }, async (folder) => {
          await onStage(settings(folder), { imports: 0 }, async (stage) => {
            const { result, requests } = await stage.run("preview");
            assert.deepEqual([result.ok, requests], [false, []], result.output);
            assert.match(
              result.output,
              /AddonBackupImport "orders" cannot run: .* add pulumi-northflank to the dependencies of the project that holds Pulumi\.yaml/,
            );
            assert.doesNotMatch(result.output, /^\s+at .+:\d+|Cannot find module|Require stack/m);
          });
        });
      });
    }

    for (const { what, layout, env } of working) {
      const test = what.includes("NODE_PATH") || what.includes("ES module") ? it : rule;
      test(`runs where ${what}`, async () => {
        await inLayout(
          {
            ...byLibraryOnly,
            "Pulumi.yaml": projectFile(),
            ...layout,
          },
          async (folder) => {
            await onStage(settings(folder, env?.(folder)), { imports: 0 }, async (stage) => {
              const { result } = await stage.run("preview");
              assert.ok(result.ok, result.output);
              assert.deepEqual(
                result.steps.map(({ op, name }) => [op, name]),
                [["create", "orders"]],
              );
            });
          },
        );
      });
    }

    if (engine === "cli") {
      it("runs as an inline program whose project is elsewhere", async () => {
        await inLayout(
          {
            ...byLibraryOnly,
            "inline.js": inlineProgram,
            "work/node_modules/pulumi-northflank": installedPackage,
            "work/node_modules/@pulumi/pulumi": pulumiSdk,
          },
          async (folder) => {
            const { stdout } = await run("node", ["inline.js"], { cwd: folder });
            assert.match(stdout, /^\{"create":2\}$/m);
          },
        );
      });
    }
  });
});

const inlineProgram = `
const { mkdirSync } = require("node:fs");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { AddonBackupImport } = require("@acme/databases");
const program = async () => {
  new AddonBackupImport("orders", { projectId: "shop", addonId: "orders-db", importUrl: "https://dumps.example.com/a.gz" });
};
mkdirSync("backend");
const envVars = {
  PULUMI_HOME: __dirname + "/home",
  PULUMI_BACKEND_URL: "file://" + __dirname + "/backend",
  PULUMI_CONFIG_PASSPHRASE: "a passphrase for tests",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
};
const projectSettings = { name: "orders", runtime: "nodejs", main: __dirname + "/work" };
LocalWorkspace.createStack({ projectName: "orders", stackName: "test", program }, { envVars, projectSettings })
  .then((stack) => stack.preview())
  .then(({ changeSummary }) => console.log(JSON.stringify(changeSummary)));
`;
