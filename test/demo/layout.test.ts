import assert from "node:assert/strict";
import { fitProgram, wrap, wrapPrinted } from "./layout";

const type = "pulumi-nodejs:dynamic/northflank:AddonBackupImport";

describe("the demo's lines", () => {
  it("are broken at spaces, and words that are too long are left whole", () => {
    assert.deepEqual(wrap("  one two three", 9), ["  one two", "    three"]);
    assert.deepEqual(wrap("  a-very-long-word b", 9), ["  a-very-long-word", "    b"]);
    assert.deepEqual(wrap("", 9), [""]);
  });

  it("break a row between its columns, and go on under its resource", () => {
    const row = ` ++ ${type} orders creating replacement (1s) [diff: ~name]; in-progress, 1s`;
    assert.deepEqual(wrapPrinted(row, 200), [row]);
    assert.deepEqual(wrapPrinted(row, 90), [
      ` ++ ${type} orders creating replacement (1s)`,
      "    [diff: ~name]; in-progress, 1s",
    ]);
    assert.deepEqual(wrapPrinted(row, 78), [
      ` ++ ${type} orders`,
      "    creating replacement (1s) [diff: ~name]; in-progress, 1s",
    ]);
    assert.deepEqual(wrapPrinted(row, 58), [
      ` ++ ${type}`,
      "      orders",
      "    creating replacement (1s)",
      "    [diff: ~name]; in-progress, 1s",
    ]);
  });

  it("break a URN between its parts", () => {
    assert.deepEqual(wrapPrinted("  [urn=urn:pulumi:demo::orders::a:b:C::d]", 30), [
      "  [urn=urn:pulumi:demo::",
      "    orders::a:b:C::d]",
    ]);
  });

  it("keep the lines of a program whole: a comment goes on in another, code is cut off", () => {
    assert.deepEqual(fitProgram("  // one two three", 14), ["  // one two", "  // three"]);
    assert.deepEqual(fitProgram('  const a = "b";', 10), ["  const a…"]);
    assert.deepEqual(fitProgram('  const a = "b";', 16), ['  const a = "b";']);
  });
});
