import assert from "node:assert/strict";
import { pages, read } from "./pages";

const codeBlocks = (markdown: string): string[] =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

describe("commands that install from Git", () => {
  it("allow npm 12 to do so, wherever they are shown", () => {
    const shown = pages.flatMap((page) =>
      codeBlocks(read(page))
        .filter((code) => /npm install .*git\+https/.test(code))
        .map((code) => ({ page, code })),
    );
    assert.ok(shown.length > 0);
    const refused = shown.filter(({ code }) => !/^echo allow-git=root >> \.npmrc/m.test(code));
    assert.deepEqual(refused, []);
  });
});
