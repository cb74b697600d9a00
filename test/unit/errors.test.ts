import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { asError, causeOf, docs, ProviderError } from "../../provider/errors";

describe("an unexpected fault", () => {
  it("says where it came from, and not what it stumbled over", () => {
    for (const thrown of [new TypeError("of S3cret"), "S3cret", { S3cret: 1 }, undefined]) {
      assert.match(
        asError(thrown).message,
        /hit an unexpected error \(.* at .*\); no details of it were saved/,
      );
      assert.doesNotMatch(asError(thrown).message + causeOf(thrown), /S3cret/);
    }
    assert.match(causeOf(new TypeError("x")), /TypeError at errors\.test\.ts:\d+/);
  });

  it("is none where the message is ours", () => {
    assert.equal(causeOf(new ProviderError("the token is missing")), "the token is missing");
  });
});

describe("a link in a message", () => {
  it("leads to the repository of package.json, and to a heading that is there", () => {
    const { repository } = JSON.parse(readFileSync("package.json", "utf8")) as {
      repository: { url: string };
    };
    assert.equal(repository.url, `git+${docs.replace(/\/blob\/main\/docs$/, "")}.git`);
    const source = readFileSync("provider/import/lostImport.ts", "utf8");
    const anchors = [...source.matchAll(/\$\{docs\}\/(\S+?\.md)#([\w-]+)/g)];
    assert.equal(anchors.length, 1);
    for (const [, page = "", anchor = ""] of anchors) {
      const heading = new RegExp(`^#+ ${anchor.replaceAll("-", "[- ]")}$`, "im");
      assert.match(readFileSync(`docs/${page}`, "utf8"), heading);
    }
  });
});
