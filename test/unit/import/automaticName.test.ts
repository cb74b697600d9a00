import assert from "node:assert/strict";
import { isNameOrDerived, isNameOrSuffixed } from "../../../provider/import/backupName";

const name = "Legacy-Orders-1ff80ad";

describe("the name of a backup", () => {
  const suffixed = [
    name,
    `${name}-2`,
    `${name}-99`,
    "legacy-orders-1ff80ad",
    "legacy orders 1ff80ad",
    "LEGACY_ORDERS_1FF80AD-3",
  ];
  const derived = [`${name} (x)`, `${name}-20260115`, `${name}-100`, `${name}-1`, `${name}-2-3`, `${name}/x`];
  const others = ["legacy-orders", `${name}2`, `x-${name}`, name.slice(0, -1), "", "-"];

  for (const candidate of suffixed) {
    it(`${JSON.stringify(candidate)} is the name or has a suffix, in whatever spelling`, () => {
      assert.ok(isNameOrSuffixed(candidate, name));
      assert.ok(isNameOrDerived(candidate, name));
    });
  }
  for (const candidate of derived) {
    it(`${JSON.stringify(candidate)} is derived from it, but not by a suffix that we give`, () => {
      assert.ok(isNameOrDerived(candidate, name));
      assert.ok(!isNameOrSuffixed(candidate, name));
    });
  }
  for (const candidate of others) {
    it(`${JSON.stringify(candidate)} is another one`, () => {
      assert.ok(!isNameOrSuffixed(candidate, name));
      assert.ok(!isNameOrDerived(candidate, name));
    });
  }
});
