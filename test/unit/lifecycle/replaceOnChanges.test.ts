import assert from "node:assert/strict";
import { changedAmong } from "../../../provider/lifecycle/inputChanges";

describe("the inputs that replaceOnChanges lists", () => {
  const news = { triggers: 1, __provider: "new" };

  for (const [path, names] of [
    ["triggers", ["triggers"]],
    ['["triggers"]', ["triggers"]],
    ["*", ["triggers"]],
    [".triggers", []],
    ["[0]triggers", []],
    ["", []],
  ] as const)
    it(`under ${JSON.stringify(path)} are ${names.length === 0 ? "none" : "the program's"}`, () => {
      assert.deepEqual(changedAmong([path, "__provider"], { __provider: "old" }, news), names);
    });
});
