import assert from "node:assert/strict";
import { hintedBackupId, parseBackup, parseBackupPage } from "../../../provider/northflank/schema";

describe("an answer of Northflank", () => {
  it("may have numbers for ids", () => {
    assert.equal(parseBackup({ id: 17, name: "orders" })?.id, "17");
    assert.equal(hintedBackupId({ data: { id: 17 } }), "17");
    assert.equal(parseBackup({ id: 1.5 }), undefined);
  });

  it("has a next page where it says so, or says nothing and gives a cursor", () => {
    const pageWith = (pagination: object) =>
      parseBackupPage({ data: { backups: [] }, pagination })?.hasNextPage;
    assert.equal(pageWith({ hasNextPage: true }), true);
    assert.equal(pageWith({ cursor: "next" }), true);
    assert.equal(pageWith({ hasNextPage: false, cursor: "next" }), false);
    assert.equal(pageWith({}), false);
  });
});
