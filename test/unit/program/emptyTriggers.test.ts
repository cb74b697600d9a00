import assert from "node:assert/strict";
import { checkProgram } from "../../model/checkProgram";
import { unknownValue } from "../../../provider/inputs/values";

const source = { projectId: "shop", addonId: "orders-db", importUrl: "https://dumps.example.com/a.gz" };

const problemsWith = (triggers: unknown, olds = {}): readonly string[] =>
  checkProgram(olds, { ...source, triggers }, { env: {} }).problems;

describe("an empty object in the triggers, as which a Date in an Output arrives,", () => {
  for (const triggers of [{ since: {} }, [{}], ["a", [{}]], { a: { b: 1, c: {} } }])
    it(`is refused on a new resource: ${JSON.stringify(triggers)}`, () => {
      assert.match(problemsWith(triggers).join(), /^triggers contains an empty object.*toISOString/);
      assert.deepEqual(problemsWith(triggers, { ...source, triggers, name: "orders" }), []);
    });

  for (const triggers of [
    {},
    [],
    { a: [] },
    { a: null },
    { a: unknownValue },
    "a",
    1,
    unknownValue,
    undefined,
  ])
    it(`is not what this is: ${JSON.stringify({ triggers })}`, () => {
      assert.deepEqual(problemsWith(triggers), []);
    });
});
