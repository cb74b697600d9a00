import assert from "node:assert/strict";
import { shownDiff } from "../../../provider/plugin/shownDiff";

const olds = {
  projectId: "shop",
  connectionString: "a",
  sourceFingerprint: "1-a",
  name: "x-1",
  triggers: { a: 1 },
};
const moved = { ...olds, connectionString: "b", sourceFingerprint: "1-b", name: "x-2" };

const shown = (...given: Parameters<typeof shownDiff>): Record<string, string> =>
  Object.fromEntries(
    [...shownDiff(...given)].map(([name, { change, isReason, isInput }]) => [
      name,
      `${change}${isReason ? "-replace" : ""}${isInput ? "" : " of the state"}`,
    ]),
  );

describe("the diff that a plugin shows", () => {
  it("has the source beside its fingerprint, which is the reason", () => {
    assert.deepEqual(shown({ replaces: ["sourceFingerprint"] }, olds, moved, []), {
      connectionString: "update",
      sourceFingerprint: "update-replace",
      name: "update",
    });
  });

  it("tells what is added and what is gone", () => {
    const { triggers: _, ...news } = { ...olds, compressionType: "zstd" };
    assert.deepEqual(shown({ replaces: ["compressionType", "triggers"] }, olds, news, []), {
      compressionType: "add-replace",
      triggers: "delete-replace",
    });
  });

  it("has the status where nothing else is the reason", () => {
    assert.deepEqual(shown({ changes: true, replaces: ["status"] }, olds, olds, []), {
      status: "update-replace of the state",
    });
    assert.deepEqual(shown({ changes: true, replaces: [] }, olds, olds, []), {
      status: "update of the state",
    });
  });

  it("is empty where the lifecycle finds nothing, although a password rotated", () => {
    assert.deepEqual(
      shown({ changes: false, replaces: [] }, olds, { ...olds, connectionString: "c" }, []),
      {},
    );
  });

  it("is empty where the lifecycle leaves the comparison to the inputs, and they are equal", () => {
    assert.deepEqual(
      shown({ replaces: ["name"] }, olds, { ...olds, triggers: { a: 1, b: undefined } }, []),
      {},
    );
  });

  for (const ignored of ["teamId", '["teamId"]', "*"])
    it(`leaves out what ${ignored} ignores`, () => {
      assert.deepEqual(shown({ replaces: [] }, olds, { ...olds, teamId: "blue" }, [ignored]), {});
    });

  it("keeps the rest of what is ignored in part, which the engine has undone already", () => {
    assert.deepEqual(
      shown({ replaces: ["triggers"] }, olds, { ...olds, triggers: { a: 2 } }, ["triggers.b"]),
      {
        triggers: "update-replace",
      },
    );
  });
});
