import assert from "node:assert/strict";
import {
  documentedTypes,
  isBeingDeleted,
  toldBackup,
  toldStatus,
} from "../../../provider/northflank/backupWords";
import { calls, deleting, importing } from "../../../provider/northflank/endpoints";
import type { Backup } from "../../../provider/northflank/schema";
import { Redactor } from "../../../provider/redaction/redactor";

const password = "Zx0-7Kq9-Wm4t";
let outside: Redactor;

const id = "b-1";
const named = (name: string): string | undefined => toldBackup({ id, name }, outside).name;
const withUid = (uid: string): string | undefined => toldBackup({ id, uid }, outside).uid;
const ofType = (type: string, words = outside): string | undefined => {
  const backup: Backup = { id, config: { source: { type } } };
  return toldBackup(backup, words).config?.source?.type;
};

describe("a backup, as it is stored and shown,", () => {
  beforeEach(() => {
    outside = new Redactor();
    outside.learnKey(password);
  });

  it("keeps all that looks like what it should be", () => {
    const backup = {
      id,
      name: "Nightly / 2026:01 (copy)",
      uid: "5a1f0c9e-7b44-4c1d-9a52-3f1e2d4c5b6a",
      status: "in-progress",
      createdAt: "2026-01-15T09:00:00Z",
      completedAt: "2026-01-15T09:05:00Z",
      config: { size: 2048, source: { type: "externalDump" } },
    };
    assert.deepEqual(toldBackup(backup, outside), backup);
  });

  it("keeps what only we know about it", () => {
    const known = { id, importedAfter: "2026-01-15T08:00:00Z", takeOver: "mark" };
    const told = toldBackup(known, outside);
    assert.deepEqual([told.importedAfter, told.takeOver], [known.importedAfter, known.takeOver]);
  });

  it("need not have anything but its id", () => {
    const told = toldBackup({ id }, outside);
    assert.deepEqual(Object.values(told).filter(Boolean), [id]);
    assert.deepEqual(toldBackup({ id, config: {} }, outside).config, {
      size: undefined,
      source: { type: undefined },
    });
  });

  it("repeats no secret, in whatever it should be", () => {
    for (const told of [named(password), withUid(password), named(`a ${password}`)])
      assert.equal(told, undefined);
    const plain = new Redactor();
    plain.learnKey("swordfish");
    assert.equal(ofType("swordfish", plain), undefined);
    assert.equal(toldStatus("swordfish", plain), undefined);
  });

  it("has a type that Northflank documents, even if that is a secret as well", () => {
    for (const type of documentedTypes) {
      const knowing = new Redactor();
      knowing.learnKey(type);
      assert.equal(ofType(type, knowing), type);
    }
  });

  for (const name of ["a", "a".repeat(100), "Größe 2", "a_b.c,d:e/f(g)#h+i-j"])
    it(`has a name that is one: ${name}`, () => {
      assert.equal(named(name), name);
    });

  for (const name of ["a".repeat(101), " a", "-a", "a\nb", "a?b=c", "see x://y", ""])
    it(`has no name that is none: ${JSON.stringify(name)}`, () => {
      assert.equal(named(name), undefined);
    });

  for (const uid of ["a", "{a:b.c-d}", "u".repeat(100)])
    it(`has a uid that is one: ${uid}`, () => {
      assert.equal(withUid(uid), uid);
    });

  for (const uid of ["u".repeat(101), "a b", "a/b", "", "!a", "a!"])
    it(`has no uid that is none: ${JSON.stringify(uid)}`, () => {
      assert.equal(withUid(uid), undefined);
    });

  for (const word of ["archived", "being moved", "a-b_c d e f", "geprüft"])
    it(`has a status and a type of a few words: ${word}`, () => {
      assert.deepEqual([toldStatus(word, outside), ofType(word)], [word, word]);
    });

  for (const word of ["v2", "a b c d e f g", "a  b", "-a", "a-", "a=b", ""])
    it(`has no status and no type that are something else: ${JSON.stringify(word)}`, () => {
      assert.deepEqual([toldStatus(word, outside), ofType(word)], [undefined, undefined]);
    });

  it("has a status that is known, in any spelling, or none", () => {
    for (const status of ["COMPLETED", "in_progress", "not supported"])
      assert.equal(toldStatus(status, outside), status);
    assert.equal(toldStatus(undefined, outside), undefined);
  });
});

describe("a backup without a status", () => {
  it("is not being deleted", () => {
    for (const status of [undefined, null, ""]) assert.ok(!isBeingDeleted(status));
  });
});

describe("what a request does", () => {
  const addon = { projectId: "shop", addonId: "orders-db" };

  it("is told with the addon and the backup", () => {
    assert.equal(importing(addon), 'importing into addon "orders-db"');
    assert.equal(deleting(addon, "nightly"), 'deleting the backup "nightly" of addon "orders-db"');
  });

  it("is read from the backup's own path", () => {
    const { path, method } = calls.getBackup(addon, "nightly");
    assert.deepEqual([method, path], ["GET", "/v1/projects/shop/addons/orders-db/backups/nightly"]);
  });
});
