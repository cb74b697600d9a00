import assert from "node:assert/strict";
import Module from "node:module";
import { join } from "node:path";
import { folderWithoutProvider } from "../../../provider/program/loader";
import { inLayout, type Layout } from "../../layout";

const manifest = JSON.stringify({
  name: "pulumi-northflank",
  exports: { "./lifecycle": "./dist/dynamic/index.js" },
});

const packageIn = (folder: string): Layout => ({
  [`${folder}/package.json`]: manifest,
  [`${folder}/dist/dynamic/index.js`]: "",
});

const byLibraryOnly: Layout = {
  "infra/package.json": "{}",
  "infra/node_modules/@acme/databases/package.json": "{}",
  ...packageIn("infra/node_modules/@acme/databases/node_modules/pulumi-northflank"),
};

interface Case {
  readonly what: string;
  readonly layout?: Layout;
  /** Folders within the layout. */
  readonly cwd?: string;
  readonly pwd?: string;
}

const found: readonly Case[] = [
  { what: "in node_modules of the folder", layout: packageIn("infra/node_modules/pulumi-northflank") },
  {
    what: "in that of a folder above, as main in a sub-folder and workspaces have it",
    layout: { "infra/package.json": "{}", ...packageIn("node_modules/pulumi-northflank") },
  },
  {
    what: "behind a link, as npm link, pnpm and file: have it",
    layout: {
      ...packageIn("elsewhere"),
      "infra/node_modules/pulumi-northflank": { linkTo: "../../elsewhere" },
    },
  },
  {
    what: "above the folder that a link leads to",
    layout: {
      "project/infra/package.json": "{}",
      infra: { linkTo: "project/infra" },
      ...packageIn("project/node_modules/pulumi-northflank"),
    },
  },
  {
    what: "by a program that has gone to another folder since",
    layout: { ...packageIn("infra/node_modules/pulumi-northflank"), "away/file": "" },
    cwd: "away",
  },
];

const missing: readonly Case[] = [
  { what: "only a library has it" },
  { what: "only a library has it, and the program has gone to another folder since", cwd: "." },
  {
    what: "the folder is the package's own, which the stored text cannot refer to",
    layout: packageIn("infra"),
  },
  {
    what: "what is there has no such file",
    layout: { "infra/node_modules/pulumi-northflank/package.json": manifest },
  },
];

const runner = ["node", "run", "--monitor", "127.0.0.1:1", "--pwd"];

const answer = (
  { layout = byLibraryOnly, cwd = "infra", pwd = "infra" }: Partial<Case>,
  commandLine: (folder: string) => readonly string[] = (folder) => [...runner, join(folder, pwd), "."],
): Promise<string | undefined> =>
  inLayout(layout, (folder) => {
    const without = folderWithoutProvider(
      () => join(folder, cwd),
      () => commandLine(folder),
    );
    return Promise.resolve(without?.replace(folder, ""));
  });

describe("the folder that Pulumi starts the provider in", () => {
  for (const { what, ...given } of found) {
    it(`leads to the package: ${what}`, async () => {
      assert.equal(await answer(given), undefined);
    });
  }

  for (const { what, ...given } of missing) {
    it(`does not lead to the package where ${what}`, async () => {
      assert.equal(await answer(given), "/infra");
    });
  }

  for (const [what, commandLine] of [
    ["a test with mocks or an inline program of the Automation API", ["node", "mocha"]],
    ["a program with an option --pwd of its own", ["node", "deploy.js", "--pwd", "/"]],
    ["an option without a value", runner],
    ["a folder that is relative to one that nobody knows any more", [...runner, "infra"]],
    ["a folder that is gone", [...runner, "/no/such/folder"]],
  ] as const) {
    it(`is not guessed: ${what}`, async () => {
      assert.equal(await answer({}, () => commandLine), undefined);
    });
  }

  it("is not judged where the current one is gone, or the command line is not told", () => {
    const fails = () => {
      throw new Error("ENOENT: process.cwd failed");
    };
    assert.equal(
      folderWithoutProvider(fails, () => [...runner, "/"]),
      undefined,
    );
    assert.equal(
      folderWithoutProvider(() => "/", fails),
      undefined,
    );
  });

  it("is not judged under Yarn's Plug'n'Play", async () => {
    const versions = process.versions as Record<string, string | undefined>;
    versions["pnp"] = "3";
    try {
      assert.equal(await answer({}), undefined);
    } finally {
      delete versions["pnp"];
    }
  });

  it("counts what a hook supplies that is preloaded in every process", async () => {
    const loader = Module as unknown as { _load: (...args: unknown[]) => unknown };
    const original = loader._load;
    loader._load = (...args) => (args[0] === "pulumi-northflank/lifecycle" ? {} : original(...args));
    try {
      assert.equal(await answer({}), undefined);
    } finally {
      loader._load = original;
    }
  });
});
