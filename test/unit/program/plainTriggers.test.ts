import assert from "node:assert/strict";
import { plainTriggers } from "../../../provider/program/plainTriggers";
import { saysWithoutSecret } from "./saysWithoutSecret";

describe("triggers of which Pulumi carries nothing, or not all,", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  for (const [kind, value] of Object.entries({
    "an object of class Map": new Map([["a", 1]]),
    "an object of class Set": new Set([1]),
    "an object of class RegExp": /a/,
    "an object of class URL": new URL("https://s3cret.example.com"),
    "an object of class Release": new (class Release {
      readonly version = 1;
    })(),
    "a bigint": 1n,
    "a function": () => 1,
    "a symbol": Symbol("s3cret"),
    "a number that JSON cannot represent": NaN,
    "an invalid Date": new Date("never"),
    "an object that contains itself": circle,
  }))
    it(`are refused with ${kind}, saying where it is`, () => {
      const declare = () => plainTriggers({ since: ["x", value] }, "odd");
      assert.throws(declare, saysWithoutSecret("triggers.since[1]", `is ${kind}, which Pulumi cannot pass`));
    });
});
