import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { docs } from "../../provider/errors";
import { repository } from "../repository";
import { anchorsIn } from "./links";
import { githubFiles, pages, read, sourceFiles, templateFiles } from "./pages";

const manifest = z
  .object({
    repository: z.object({ url: z.string() }),
    homepage: z.string(),
    bugs: z.object({ url: z.string() }),
  })
  .parse(JSON.parse(read("package.json")));

const address = manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
const files = [...pages, ...githubFiles, ...templateFiles, ...sourceFiles];

/** What GitHub itself serves of a repository, with no file behind it. */
const served = [
  "",
  ".git",
  "#readme",
  "/issues",
  "/issues/new/choose",
  "/security/advisories/new",
  "/commits/main",
];

interface OwnLink {
  readonly file: string;
  readonly rest: string;
}

/** Links to the repository, by what follows its address. */
const ownLinks: readonly OwnLink[] = files.flatMap((file) =>
  read(file)
    .replaceAll("${docs}", docs)
    .split(address)
    .slice(1)
    .map((text) => ({ file, rest: /^[^\s)"'`>,;]*/.exec(text)?.[0].replace(/\.$/, "") ?? "" })),
);

function isThere(rest: string): boolean {
  const [, path = "", anchor] = /^\/(?:blob|tree)\/main\/([^#]+)(?:#(.+))?$/.exec(rest) ?? [];
  if (path === "") return served.includes(rest) || /^\/(releases\/tag|compare)\/v\d/.test(rest);
  return existsSync(join(repository, path)) && (anchor === undefined || anchorsIn(read(path)).has(anchor));
}

describe("the repository's address", () => {
  it("is that of the home page and the issues", () => {
    assert.equal(manifest.homepage, `${address}#readme`);
    assert.equal(manifest.bugs.url, `${address}/issues`);
  });

  it("is the one that every document, template, workflow and sentence names", () => {
    const own = /https?:\/\/github\.com\/[\w.-]+\/pulumi-northflank\b|\bgithub:[\w.-]+\/pulumi-northflank\b/g;
    const named = files.flatMap((file) => [...read(file).matchAll(own)].map(([found]) => ({ file, found })));
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(({ found }) => found !== address),
      [],
    );
  });

  it("leads to a file and a heading of this checkout, or to a page that GitHub makes", () => {
    const rests = ownLinks.map(({ rest }) => rest);
    for (const known of ["/blob/main/docs/errors.md", "/blob/main/docs/errors.md#a-lost-import-was-resumed"])
      assert.ok(rests.includes(known), `${known} is among ${rests.join(" ")}`);
    assert.deepEqual(
      ownLinks.filter(({ rest }) => !isThere(rest)),
      [],
    );
  });
});
