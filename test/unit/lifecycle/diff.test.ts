import assert from "node:assert/strict";
import { checkProgram } from "../../model/checkProgram";
import { diff, type Diff } from "../../../provider/lifecycle/diff";
import { stateOf } from "../../../provider/lifecycle/state";
import { unknownValue } from "../../../provider/inputs/values";

const program = {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: "postgresql://app:pw@db.example.com/orders",
  resourceContext: { resourceUrn: "urn:pulumi:p::s::t::legacy-orders", organization: "acme" },
};
const backup = {
  id: "legacy-orders-1",
  name: "legacy-orders-1",
  uid: "u",
  status: "completed",
  createdAt: "2026-11-23T00:00:00Z",
};

describe("diff", () => {
  it("finds nothing when nothing changed", () => {
    assert.deepEqual(after({}), { changes: false, replaces: [] });
  });

  const replacing: Record<string, { change: Record<string, unknown>; reasons: string[] }> = {
    name: { change: { name: "another-name" }, reasons: ["name"] },
    project: { change: { projectId: "other" }, reasons: ["projectId"] },
    addon: { change: { addonId: "other" }, reasons: ["addonId"] },
    "source's host": {
      change: { connectionString: "postgresql://app:pw@db2.example.com/orders" },
      reasons: ["sourceFingerprint"],
    },
    "source's database": {
      change: { connectionString: "postgresql://app:pw@db.example.com/users" },
      reasons: ["sourceFingerprint"],
    },
    "kind of source": {
      change: { connectionString: undefined, importUrl: "https://dumps/a.gz" },
      reasons: ["sourceFingerprint"],
    },
    compression: { change: { compressionType: "zstd" }, reasons: ["compressionType"] },
    importAllDatabases: { change: { importAllDatabases: false }, reasons: ["importAllDatabases"] },
    destination: { change: { customDestinationId: "bucket" }, reasons: ["customDestinationId"] },
    triggers: { change: { triggers: ["again"] }, reasons: ["triggers"] },
  };
  for (const [what, { change, reasons }] of Object.entries(replacing)) {
    it(`replaces when the ${what} changes, and leaves the exact comparison to the engine`, () => {
      assert.deepEqual(after(change), { replaces: reasons });
    });
  }

  const nothing: Record<string, Record<string, unknown>> = {
    "the password rotates": { connectionString: "postgresql://app:rotated@db.example.com/orders" },
    "the default compression is spelled out": { compressionType: "gz" },
    "waitForCompletion changes": { waitForCompletion: false },
    "the default port is spelled out": { connectionString: "postgresql://app:pw@db.example.com:5432/orders" },
  };
  for (const [what, change] of Object.entries(nothing)) {
    it(`finds nothing when ${what}`, () => {
      assert.deepEqual(after(change), { changes: false, replaces: [] });
    });
  }

  for (const status of ["failed", "aborted", "not-supported", "missing"]) {
    it(`replaces an import that ended as ${status}, although no input changed`, () => {
      assert.deepEqual(after({}, { status }), { changes: true, replaces: ["status"] });
    });
  }

  it("deletes a failed import first under a user's name, which would be in the way, but nothing that was adopted", () => {
    const named = { name: "before-the-move" };
    const replaces = ["status"];
    const failed = { status: "failed" };
    assert.deepEqual(after(named, failed, named), { changes: true, replaces });
    const adopted = { ...failed, adoptBackupId: "theirs" };
    assert.deepEqual(after(named, adopted, named), { changes: true, replaces });
  });

  it("waits for nothing after the end, whatever word the backup has by then", () => {
    const archived = { status: "archived", completedAt: "2026-11-23T00:05:00Z" };
    assert.deepEqual(after({}, archived), { changes: false, replaces: [] });
    assert.deepEqual(after({}, { ...archived, status: "in-progress" }), { changes: true, replaces: [] });
  });

  for (const status of ["scheduled", "in-progress", "aborting", "a-word-of-tomorrow"]) {
    it(`updates while the import is ${status}, to wait for it`, () => {
      assert.deepEqual(after({}, { status }), { changes: true, replaces: [] });
    });
  }

  it("leaves a running import alone when nobody wants to wait for it", () => {
    assert.deepEqual(after({ waitForCompletion: false }, { status: "in-progress" }), {
      changes: false,
      replaces: [],
    });
  });

  it("replaces from one team to another, and records a team gained or lost", () => {
    assert.deepEqual(after({ teamId: "red" }, {}, { teamId: "blue" }), { replaces: ["teamId"] });
    assert.deepEqual(after({ teamId: "red" }), { replaces: [] });
    assert.deepEqual(after({}, {}, { teamId: "blue" }), { replaces: [] });
  });

  it("records the delete timeout, which is read from the state", () => {
    const resourceContext = { ...program.resourceContext, timeouts: { delete: 30 } };
    assert.deepEqual(after({ resourceContext }), { replaces: [] });
    const onlyCreate = { ...program.resourceContext, timeouts: { create: 30 } };
    assert.deepEqual(after({ resourceContext: onlyCreate }), { changes: false, replaces: [] });
  });

  it("finds nothing in a name, a team or triggers that stay", () => {
    for (const kept of [{ name: "nightly" }, { teamId: "blue" }, { triggers: ["again"] }]) {
      assert.deepEqual(after(kept, {}, kept), { changes: false, replaces: [] });
    }
  });

  it("names a given name that is left out when another source makes it automatic", () => {
    const change = { name: undefined, connectionString: "postgresql://app:pw@db2.example.com/orders" };
    assert.deepEqual(after(change, {}, { name: "nightly" }), { replaces: ["sourceFingerprint", "name"] });
  });

  it("finds nothing in a source by reference that cannot be read here", () => {
    const missing = { connectionString: undefined, importUrlFromEnv: "NOT_SET" };
    assert.deepEqual(after(missing), { changes: false, replaces: [] });
  });

  it("records triggers while a backup is adopted, so that they ask for nothing later", () => {
    const adopted = { adoptBackupId: "legacy-orders-1" };
    assert.deepEqual(after({ ...adopted, triggers: ["x"] }, adopted, adopted), { replaces: [] });
  });

  it("shows what is not known yet as a replacement", () => {
    assert.deepEqual(after({ connectionString: unknownValue }), { replaces: ["sourceFingerprint"] });
    assert.deepEqual(after({ triggers: [unknownValue] }), { replaces: ["triggers"] });
  });

  it("compares nothing of an import while a backup is adopted", () => {
    const adopted = { adoptBackupId: "legacy-orders-1" };
    for (const change of [
      {},
      { name: "another" },
      { connectionString: "postgresql://a:b@other/db" },
      { compressionType: "zstd" },
    ]) {
      assert.deepEqual(after({ ...adopted, ...change }, adopted, adopted), { changes: false, replaces: [] });
    }
  });

  it("replaces when another backup is adopted, and records that its own is now adopted", () => {
    assert.deepEqual(after({ adoptBackupId: "other" }), { replaces: ["adoptBackupId"] });
    assert.deepEqual(after({ adoptBackupId: "legacy-orders-1" }), { replaces: [] });
  });

  it("changes nothing when adoptBackupId is removed beside a source, until triggers ask for an import", () => {
    const adopted = { adoptBackupId: "legacy-orders-1" };
    assert.deepEqual(after({}, adopted, adopted), { changes: false, replaces: [] });
    assert.deepEqual(after({ triggers: ["now"] }, adopted, adopted), { replaces: ["triggers"] });
  });

  it("gives a source for a state without a fingerprint no reason to replace", () => {
    assert.deepEqual(after({}, { sourceFingerprint: undefined }), { changes: false, replaces: [] });
  });

  describe("with replaceOnChanges", () => {
    const rotated = { connectionString: "postgresql://app:new@db.example.com/orders" };
    const under = (...replaceOnChanges: string[]) => ({
      ...rotated,
      resourceContext: { ...program.resourceContext, replaceOnChanges },
    });

    for (const path of ["connectionString", '["connectionString"]', "connectionString[0]", "*"]) {
      it(`leaves the answer to the engine when ${path} covers what changed, also of a running import`, () => {
        assert.deepEqual(after(under(path)), { replaces: [] });
        assert.deepEqual(after(under(path), { status: "in-progress" }), { replaces: [] });
      });
    }

    it("finds nothing when something else changed", () => {
      assert.deepEqual(after(under("triggers", "connectionStrings")), { changes: false, replaces: [] });
    });
  });
});

/** The diff of the program above, once applied, after a change of the program or of the state. */
function after(
  change: Record<string, unknown>,
  stateChange: Record<string, unknown> = {},
  before: Record<string, unknown> = {},
): Diff {
  const olds = checkProgram({}, { ...program, ...before }, { env: {} }).inputs;
  const news = checkProgram(olds, { ...program, ...change }, { env: {} });
  assert.deepEqual(news.problems, []);
  return diff({ ...stateOf(olds, backup), ...stateChange }, news.inputs, news.changes.watched);
}
