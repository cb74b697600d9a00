import assert from "node:assert/strict";
import { isKnownStatus, judge, missingStatus } from "../../provider/importOutcome";

const words = {
  done: ["completed"],
  pending: ["scheduled", "in-progress", "aborting"],
  failed: ["failed", "aborted", "not-supported", missingStatus],
};

describe("the outcome of an import", () => {
  for (const [outcome, statuses] of Object.entries(words)) {
    it(`is ${outcome} at ${statuses.join(", ")}`, () => {
      for (const status of statuses) {
        assert.equal(judge(status), outcome, status);
        assert.ok(isKnownStatus(status), status);
      }
    });
  }

  it("is pending at any other word, however like a known one, or at none", () => {
    for (const status of ["Completed", "completed ", "done", "", undefined, null, 5, {}]) {
      assert.equal(judge(status), "pending");
      assert.ok(!isKnownStatus(status));
    }
  });

  it("is stored under the word that states of every release have for a backup that vanished", () => {
    assert.equal(missingStatus, "missing");
  });
});
