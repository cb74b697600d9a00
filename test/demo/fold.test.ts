import assert from "node:assert/strict";
import { fold } from "./fold";

const row = "pulumi-nodejs:dynamic/northflank:AddonBackupImport orders";

const folded = (lines: readonly string[]): [string, number][] =>
  fold(lines.join("\n")).map(({ text, leftOut }) => [text, leftOut]);

describe("the demo's output of an operation", () => {
  it("keeps of a step under way the last message, how it ended, and how much it has left out", () => {
    const output = [
      "@ updating.....",
      ` ++ ${row} creating replacement (0s) [diff: ~name]`,
      ` ++ ${row} creating replacement (0s) [diff: ~name]; scheduled, 0s`,
      "@ updating....",
      ` ++ ${row} creating replacement (1s) [diff: ~name]; in-progress, 1s, 1.2 GiB`,
      ` ++ ${row} creating replacement (2s) [diff: ~name]; `,
      ` ++ ${row} created replacement (2s) [diff: ~name]; `,
      ` -- ${row} deleting original (0s) `,
      ` -- ${row} deleted original (0.05s) `,
    ];
    assert.deepEqual(folded(output), [
      [` ++ ${row} creating replacement (1s) [diff: ~name]; in-progress, 1s, 1.2 GiB`, 3],
      [` ++ ${row} created replacement (2s) [diff: ~name];`, 0],
      [` -- ${row} deleted original (0.05s)`, 0],
    ]);
  });

  it("shows the end of each of two things that have one name", () => {
    const ends = [` -- ${row} deleted original (0.07s)`, ` -- ${row} deleted original (0.08s)`];
    assert.deepEqual(
      folded([` -- ${row} deleting original (0s)`, ...ends]).map(([text]) => text),
      ends,
    );
  });

  it("keeps what is no progress, errors above all", () => {
    const output = ["Diagnostics:", `  ${row}:`, "    error: 1 error occurred:", "  * the import failed"];
    assert.deepEqual(
      folded(output).map(([text]) => text),
      output,
    );
  });
});
