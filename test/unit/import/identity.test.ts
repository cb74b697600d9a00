import assert from "node:assert/strict";
import { matchIdentity } from "../../../provider/import/identity";

const known = { id: "orders", name: "orders", importedAfter: "2026-01-15T09:00:00Z" };

describe("a backup of which only the id and the time of its import are known", () => {
  for (const [createdAt, like] of [
    ["2026-01-15T09:00:01Z", "same"],
    ["2026-01-15T08:59:30Z", "same"],
    ["2026-01-15T08:58:59Z", "other"],
    [undefined, "unknown"],
  ] as const)
    it(`is ${like} when it was created at ${createdAt ?? "a time that is not told"}: two clocks may differ by a minute`, () => {
      assert.equal(matchIdentity({ id: "orders", name: "orders", createdAt }, known), like);
    });
});

describe("a backup under the id of one that is known", () => {
  const [noon, evening] = ["2026-01-15T12:00:00Z", "2026-01-15T18:00:00Z"];
  const [one, two] = ["6f1a3c52", "9d0b4e7a"];
  for (const [what, seen, remembered, like] of [
    ["has another uid", { uid: one, createdAt: noon }, { uid: two, createdAt: noon }, "other"],
    ["has another time of creation", { createdAt: noon }, { createdAt: evening }, "other"],
    [
      "has its uid and another time",
      { uid: one, createdAt: noon },
      { uid: one, createdAt: evening },
      "other",
    ],
    ["has its uid and time", { uid: one, createdAt: noon }, { uid: one, createdAt: noon }, "same"],
    ["has its uid, and tells no time", { uid: one }, { uid: one, createdAt: noon }, "same"],
    [
      "has its uid, and a time that is no date",
      { uid: one, createdAt: "now" },
      { uid: one, createdAt: noon },
      "same",
    ],
    ["has its time, and tells no uid", { createdAt: noon }, { uid: one, createdAt: noon }, "same"],
    ["tells only what is not known of it", { uid: one }, { createdAt: noon }, "unknown"],
  ] as const)
    it(`is ${like} when it ${what}`, () => {
      assert.equal(matchIdentity({ id: "orders", ...seen }, { id: "orders", ...remembered }), like);
    });
});
