import assert from "node:assert/strict";
import { checkProgram } from "../../model/checkProgram";

type Values = Record<string, unknown>;

const addon = { projectId: "shop", addonId: "orders-db", resourceContext: {} };
const hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
const otherHash = "0a4d55a8d778e5022fab701977c5d840bbc486d0";
const dump = (query: string): Values => ({
  ...addon,
  importUrl: `https://dumps.example.com/orders.gz${query}`,
});

const check = (olds: Values, news: Values, env: Record<string, string> = {}) => {
  const { inputs, warnings, problems } = checkProgram(olds, news, { env });
  assert.deepEqual(problems, []);
  return { inputs, warnings };
};
const warnings = (olds: Values, news: Values, env: Record<string, string> = {}) =>
  check(olds, news, env).warnings;
/** Of a change in a resource that exists. */
const ofChange = (before: Values, after: Values) => warnings(check({}, before).inputs, after);

const isDoubtful = (where: string, what = "importUrl"): string =>
  `the ${what} has what looks like a signature, a token or a date in ${where} of its query; it is ignored, so ` +
  "changing only that does not import again; if it selects the file, change `triggers` as well";
const hasChanged = (where: string): string =>
  `the importUrl changed in ${where} of its query, in what looks like a signature, a token or a date, so this ` +
  "does not import again; if it selects another file, change `triggers`";

describe("check warns of a parameter that may choose the file", () => {
  it("while the resource is new, by its place", () => {
    assert.deepEqual(warnings({}, dump(`?a=1&k=${hash}`)), [isDoubtful("the 2nd parameter")]);
    const two = `?k=${hash}&a=1&day=2026-11-25`;
    assert.deepEqual(warnings({}, dump(two)), [isDoubtful("the 1st and 3rd parameters")]);
    assert.deepEqual(warnings({}, dump(`?${"a=1&".repeat(11)}k=${hash}`)), [
      isDoubtful("the 12th parameter"),
    ]);
    assert.deepEqual(warnings({}, dump(`?${"a=1&".repeat(21)}k=${hash}`)), [
      isDoubtful("the 22nd parameter"),
    ]);
  });

  it("in a variable, too, while the resource is new", () => {
    const byReference = { ...addon, importUrlFromEnv: "DUMP" };
    const env = { DUMP: String(dump(`?k=${hash}`)["importUrl"]) };
    const expected = isDoubtful("the 1st parameter", "importUrl in the environment variable DUMP");
    assert.deepEqual(warnings({}, byReference, env), [expected]);
    const rotated = { DUMP: String(dump(`?k=${otherHash}`)["importUrl"]) };
    assert.deepEqual(warnings(check({}, byReference, env).inputs, byReference, rotated), []);
  });

  it("when the source is about to be replaced", () => {
    const after = dump(`?file=b&k=${hash}`);
    assert.deepEqual(ofChange(dump(`?file=a&k=${hash}`), after), [isDoubtful("the 2nd parameter")]);
  });

  it("when it has changed, and nothing else imports anew", () => {
    const before = dump(`?a=1&k=${hash}&token=x`);
    const after = dump(`?a=1&k=${otherHash}&token=y`);
    assert.deepEqual(ofChange(before, after), [hasChanged("the 2nd parameter")]);
    assert.deepEqual(ofChange(before, dump("?a=1")), [hasChanged("a parameter")]);
    assert.deepEqual(ofChange(dump("?a=1"), before), [hasChanged("the 2nd parameter")]);
  });

  it("never once more for the same source, in whatever order", () => {
    const before = dump(`?a=1&k=${hash}`);
    assert.deepEqual(ofChange(before, before), []);
    assert.deepEqual(ofChange(before, dump(`?K=${hash}&a=1`)), []);
  });

  for (const [what, more] of Object.entries({
    triggers: { triggers: ["again"] },
    "the addon": { addonId: "users-db" },
    "the name": { name: "nightly" },
  })) {
    it(`never of a change that comes with another one that imports anew: ${what}`, () => {
      assert.deepEqual(ofChange(dump(`?k=${hash}`), { ...dump(`?k=${otherHash}`), ...more }), []);
    });
  }

  it("never of a change for which the program asks to replace by replaceOnChanges", () => {
    const watched = { resourceContext: { replaceOnChanges: ["importUrl"] } };
    assert.deepEqual(ofChange(dump(`?k=${hash}`), { ...dump(`?k=${otherHash}`), ...watched }), []);
  });

  it("never of what is known for a credential, of a connection string, or while a backup is adopted", () => {
    assert.deepEqual(warnings({}, dump(`?token=${hash}`)), []);
    assert.deepEqual(ofChange(dump(`?token=${hash}`), dump(`?token=${otherHash}`)), []);
    assert.deepEqual(warnings({}, { ...addon, connectionString: `mysql://u:p@h/db?k=${hash}` }), []);
    assert.deepEqual(warnings({}, { ...dump(`?k=${hash}`), adoptBackupId: "nightly" }), []);
  });

  it("without a word of the query, of which even a key may be secret", () => {
    const [warning = ""] = warnings({}, dump(`?secretive=${hash}&${otherHash}`));
    for (const text of ["secretive", hash, otherHash, "dumps.example.com"])
      assert.ok(!warning.includes(text));
  });
});
