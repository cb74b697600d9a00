import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { packTarball } from "../packaging/tarball";
import { repository } from "../repository";
import { anchorsIn, linksIn } from "./links";
import { pages, read } from "./pages";

interface Link {
  readonly page: string;
  /** As it is written. */
  readonly link: string;
  /** Its path from the root of the checkout, and the anchor in it. */
  readonly path: string;
  readonly anchor: string | undefined;
}

function relativeLinksOf(page: string): Link[] {
  return linksIn(read(page))
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = "", anchor] = link.split("#", 2);
      const target = path === "" ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
      return { page, link, path: target.replace(/\/$/, ""), anchor };
    });
}

const told = ({ page, link }: Link): string => `${page}: ${link}`;

describe("links", () => {
  it("are told from code, with the anchors of headings", () => {
    const text =
      "# A `b` & c?\n## Same\n## Same\n[x](y.md#z) ![p](p.svg) `[no](no.md)`\n```\n# no\n[n](o)\n```\n[r]: s.md";
    assert.deepEqual(linksIn(text), ["y.md#z", "p.svg", "s.md"]);
    assert.deepEqual([...anchorsIn(text)], ["a-b--c", "same", "same-1"]);
  });

  it("lead to something in the checkout", () => {
    const links = pages.flatMap(relativeLinksOf);
    assert.ok(links.length > 20, "no links were found");
    assert.deepEqual(links.filter(({ path }) => !existsSync(join(repository, path))).map(told), []);
  });

  it("lead to a heading that is there", () => {
    const links = pages.flatMap(relativeLinksOf).filter(({ path, anchor }) => anchor && path.endsWith(".md"));
    const lost = links.filter(({ path, anchor }) => anchor && !anchorsIn(read(path)).has(anchor));
    assert.deepEqual(lost.map(told), []);
  });
});

describe("the packed documents", () => {
  let folder: string;
  let files: readonly string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pulumi-northflank-links-"));
    ({ files } = await packTarball(folder));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const isPacked = (path: string): boolean =>
    files.includes(path) || files.some((file) => file.startsWith(`${path}/`));

  it("have with them all that the README links to", () => {
    const lost = relativeLinksOf("README.md").filter(({ path }) => !isPacked(path));
    assert.deepEqual(lost.map(told), []);
  });

  it("have their pictures with them", () => {
    const packed = pages.filter(isPacked);
    assert.ok(packed.includes("docs/benchmarks.md"));
    const pictures = packed.flatMap(relativeLinksOf).filter(({ path }) => path.endsWith(".svg"));
    assert.deepEqual(pictures.filter(({ path }) => !isPacked(path)).map(told), []);
  });

  it("come without a stack's configuration, installed packages and programs that write them", () => {
    const foreign = files.filter((file) =>
      /(^|\/)(Pulumi\.[^/]+\.yaml|node_modules\/.*)$|^docs\/.*\.ts$/.test(file),
    );
    assert.deepEqual(foreign, []);
  });
});
