import assert from "node:assert/strict";
import {
  isBeingDeleted,
  isKnownStatus,
  outcomeOf,
  missingStatus,
} from "../../../provider/northflank/backupWords";

const words = {
  done: ["completed"],
  pending: ["scheduled", "in-progress", "aborting"],
  failed: ["failed", "aborted", "not-supported", missingStatus],
};

describe("the outcome of an import", () => {
  for (const [outcome, statuses] of Object.entries(words)) {
    it(`is ${outcome} at ${statuses.join(", ")}`, () => {
      for (const status of statuses) {
        assert.equal(outcomeOf(status), outcome, status);
        assert.ok(isKnownStatus(status), status);
      }
    });
  }

  it("is the same in any spelling of a word", () => {
    for (const status of ["COMPLETED", "Completed", "completed "]) assert.equal(outcomeOf(status), "done");
    for (const status of ["IN_PROGRESS", "in progress"]) assert.ok(isKnownStatus(status));
    assert.equal(outcomeOf("NotSupported"), "failed");
  });

  it("is pending at any other word, however like a known one, or at none", () => {
    for (const status of ["complete", "not completed", "completed?", "done", "", undefined, null, 5, {}]) {
      assert.equal(outcomeOf(status), "pending");
      assert.ok(!isKnownStatus(status));
    }
  });

  it("is on its way out while it is aborted or deleted, by a word of today or tomorrow", () => {
    for (const status of ["aborting", "Deleting", "deleted", "removing", "cancelling"])
      assert.ok(isBeingDeleted(status));
    for (const status of ["in-progress", "undeleted", "completed", undefined, 5])
      assert.ok(!isBeingDeleted(status));
  });

  it("is stored under the word that states of every release have for a backup that vanished", () => {
    assert.equal(missingStatus, "missing");
  });
});
