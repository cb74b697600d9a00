import assert from "node:assert/strict";
import { readInputs } from "../../../provider/inputs/checkedInputs";

describe("the timeouts in a state", () => {
  for (const timeouts of [{ delete: 60 }, { create: 1, update: 2, delete: 3 }, {}])
    it(`are kept when they are numbers: ${JSON.stringify(timeouts)}`, () => {
      assert.deepEqual(readInputs({ timeouts }), { timeouts });
    });

  for (const timeouts of [5, true, "", "60", null, { delete: "soon" }, { create: 60, delete: "soon" }])
    it(`count as absent when they are anything else: ${JSON.stringify(timeouts)}`, () => {
      assert.deepEqual(readInputs({ timeouts }), {});
    });
});
