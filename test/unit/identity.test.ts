import assert from "node:assert/strict";
import { likeness } from "../../provider/northflank/identity";

const known = { id: "orders", name: "orders", importedAfter: "2026-01-15T09:00:00Z" };

describe("a backup of which only the id and the time of its import are known", () => {
  for (const [createdAt, like] of [
    ["2026-01-15T09:00:01Z", "same"],
    ["2026-01-15T08:59:30Z", "same"],
    ["2026-01-15T08:58:59Z", "other"],
    [undefined, "untold"],
  ] as const)
    it(`is ${like} when it was created at ${createdAt ?? "a time that is not told"}: two clocks may differ by a minute`, () => {
      assert.equal(likeness({ id: "orders", name: "orders", createdAt }, known), like);
    });
});
