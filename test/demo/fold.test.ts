import assert from "node:assert/strict";
import { fold } from "./fold";
import { wrap } from "./layout";

const row = "pulumi-nodejs:dynamic/northflank:AddonBackupImport orders";

describe("the demo's output of an operation", () => {
  it("keeps of a step under way the last message, and how it ended", () => {
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
    assert.deepEqual(fold(output.join("\n")), [
      ` ++ ${row} creating replacement (1s) [diff: ~name]; in-progress, 1s, 1.2 GiB (+1 line)`,
      ` ++ ${row} created replacement (2s) [diff: ~name];`,
      ` -- ${row} deleted original (0.05s)`,
    ]);
  });

  it("keeps the last message of a row where it has no other lines", () => {
    const output = `Updating (demo):\n@ ${row} scheduled, 0s\n@ ${row} in-progress, 1s\n@ ${row} \n\nResources:`;
    assert.deepEqual(fold(output), ["Updating (demo):", `@ ${row} in-progress, 1s (+1 line)`, "Resources:"]);
  });

  it("shows the end of each of two things that have one name", () => {
    const ends = [` -- ${row} deleted original (0.07s)`, ` -- ${row} deleted original (0.08s)`];
    assert.deepEqual(fold([` -- ${row} deleting original (0s)`, ...ends].join("\n")), ends);
  });

  it("keeps what is no progress, errors above all", () => {
    const output = ["Diagnostics:", `  ${row}:`, "    error: 1 error occurred:", "  * the import failed"];
    assert.deepEqual(fold(output.join("\n")), output);
  });

  it("is broken at spaces, and words that are too long are left whole", () => {
    assert.deepEqual(wrap("  one two three", 9), ["  one two", "    three"]);
    assert.deepEqual(wrap("  a-very-long-word b", 9), ["  a-very-long-word", "    b"]);
    assert.deepEqual(wrap("", 9), [""]);
  });
});
