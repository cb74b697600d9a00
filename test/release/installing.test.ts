import assert from "node:assert/strict";
import { blocksOf } from "../docs/blocks";
import { pages, read } from "./pages";

describe("commands that install from Git", () => {
  it("allow npm 12 to do so, wherever they are shown", () => {
    const shown = pages.flatMap((page) =>
      blocksOf(page, read(page)).filter(
        ({ language, text }) => language === "sh" && /npm install .*git\+https/.test(text),
      ),
    );
    assert.ok(shown.length > 0);
    const refused = shown.filter(({ text }) => !/^echo allow-git=root >> \.npmrc/m.test(text));
    assert.deepEqual(refused, []);
  });
});
