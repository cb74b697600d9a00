import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { version as versionInSources } from "../../provider/version";
import { inLayout } from "../layout";
import { read } from "./pages";

interface Release {
  readonly version: string;
  readonly sources: string;
  readonly schema: string;
  readonly changelog: string;
  readonly template: string;
}

const release: Release = {
  version: "0.2.0",
  sources: 'export const version = "0.2.0";\n',
  schema: "0.2.0",
  changelog: "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-03-01\n",
  template: "^0.2.0",
};

/** What `.ci/release` says to a tag, in a checkout that is as it should be but for what is given. */
const refusalOf = (tag: string, change: Partial<Release> = {}): Promise<string> => {
  const { version, sources, schema, changelog, template } = { ...release, ...change };
  const layout = {
    ".ci/release": read(".ci/release"),
    "package.json": JSON.stringify({ version }),
    "provider/version.ts": sources,
    "provider/plugin/schema.json": JSON.stringify({ version: schema }),
    "CHANGELOG.md": changelog,
    "templates/typescript/package.json": JSON.stringify({ dependencies: { "pulumi-northflank": template } }),
  };
  return inLayout(layout, (folder) => {
    const { status, stderr } = spawnSync("sh", [join(folder, ".ci/release"), tag], { encoding: "utf8" });
    assert.equal(status, stderr === "" ? 0 : 1, stderr);
    return Promise.resolve(stderr);
  });
};

describe("a tag", () => {
  it("is released if package.json, the sources, the schema, the changelog and the template know its version", async () => {
    assert.equal(await refusalOf("v0.2.0"), "");
  });

  it("is refused if package.json has another version", async () => {
    assert.match(await refusalOf("v0.3.0"), /the tag is v0\.3\.0, but package\.json has version 0\.2\.0/);
  });

  it("is refused if the sources, and so the user agent, have another version", async () => {
    const sources = 'export const version = "0.2.0-rc.1";\n';
    assert.match(
      await refusalOf("v0.2.0", { sources }),
      /provider\/version\.ts has another version than 0\.2\.0/,
    );
  });

  it("is refused if the plugin's schema has another version", async () => {
    assert.match(
      await refusalOf("v0.2.0", { schema: "0.1.0" }),
      /schema\.json has version 0\.1\.0, not 0\.2\.0/,
    );
  });

  it("is refused if the changelog has no section of its own for it", async () => {
    const changelog = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0-rc.1] - 2026-03-01\n";
    assert.match(
      await refusalOf("v0.2.0", { changelog }),
      /CHANGELOG\.md has no section "## \[0\.2\.0\] - <date>"/,
    );
  });

  it("is refused if the template still asks for what came before", async () => {
    const template = "git+https://example.com/repository.git";
    assert.match(await refusalOf("v0.2.0", { template }), /asks for git\+https:.*, not for \^0\.2\.0/);
  });
});

it("package.json, the sources and the plugin's schema have one version", () => {
  const versioned = z.object({ version: z.string() });
  const { version } = versioned.parse(JSON.parse(read("package.json")));
  assert.equal(versionInSources, version);
  assert.equal(versioned.parse(JSON.parse(read("provider/plugin/schema.json"))).version, version);
});
