import assert from "node:assert/strict";
import { Redactor } from "../../../provider/redaction/redactor";
import { knowing, knowingSource } from "./redactors";

describe("a key that may be a word in any text", () => {
  for (const [key, text] of [
    ["cod", "no cod here"],
    ["fish", "no fish here"],
    ["swordfish", "no swordfish here"],
    ["swordfish", "no swor"],
    ["sword", "a swordfish"],
    ["4711", "at 4711"],
  ] as const)
    it(`has the text withheld that says it: ${key} in ${text}`, () => {
      assert.equal(knowing(key)(text), undefined);
    });

  for (const [key, text] of [
    ["cod", "a codec"],
    ["fish", "no fishing"],
    ["swordfish", "no swo"],
    ["databasefish", "the database is down"],
    ["password", "the password is wrong"],
  ] as const)
    it(`has nothing withheld that does not: ${key} in ${text}`, () => {
      assert.equal(knowing(key)(text), text);
    });
});

describe("a word of our own", () => {
  const redact = (key: string, text: string): string | undefined => {
    const redactor = new Redactor();
    redactor.learnKey(key);
    redactor.learnOwn("orders-db");
    return redactor.redact(text);
  };

  for (const text of ["no orders-db-2", "no orders-db-12", "is it orders-db?!", "see orders-db:"])
    it(`is shown, with a number behind it or at the end of a sentence: ${text}`, () => {
      assert.equal(redact("orders-db-12?!:x9", text), text);
    });

  for (const key of ["orders.-db", "orders-12-db", "orders-db-123"])
    it(`is not any that only contains it: ${key}`, () => {
      assert.equal(redact(key, `no ${key}`), "no [secret]");
    });
});

describe("a source that is not understood", () => {
  it("is secret from its beginning when it does not begin with a scheme", () => {
    const source = "dbname=zeta://orders:Head77Secret-Tail99Secret@h/orders";
    for (const text of ["the zeta one", "near dbname"]) assert.equal(knowingSource(source)(text), undefined);
  });
});
