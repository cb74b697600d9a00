import assert from "node:assert/strict";
import type { Checked } from "../../../provider/lifecycle/check";
import { checkProgram } from "../../model/checkProgram";
import { unknownValue } from "../../../provider/inputs/values";

type Values = Record<string, unknown>;

const addon = { projectId: "shop", addonId: "orders-db" };
const source = "postgresql://app:s3cret-pw@db.example.com/orders";
const elsewhere = "postgresql://app:s3cret-pw@db2.example.com/orders";
const opaque = "redis://:s3cret-pw@cache.example.com";
const direct = { ...addon, connectionString: source };
const byReference = { ...addon, connectionStringFromEnv: "LEGACY" };

function check(olds: Values, news: Values, env: Record<string, string> = {}): Checked {
  const checked = checkProgram(olds, news, { env });
  assert.deepEqual(checked.problems, []);
  return checked;
}

const fingerprint = (olds: Values, news: Values, env: Record<string, string> = {}): unknown =>
  check(olds, news, env).inputs["sourceFingerprint"];

describe("the fingerprint of a checked source", () => {
  const later = { sourceFingerprint: "7-0123456789abcdef" };

  it("of a later release stays while a direct source is the same", () => {
    const olds = { ...direct, ...later };
    const rotated = { ...direct, connectionString: source.replace("s3cret-pw", "n3w") };
    assert.equal(fingerprint(olds, rotated), later.sourceFingerprint);
    const moved = { ...direct, connectionString: elsewhere };
    assert.equal(fingerprint(olds, moved), fingerprint({}, moved));
  });

  it("of a later release stays when there is no old value to compare with, even if the variable holds one", () => {
    const olds = { ...byReference, ...later };
    assert.equal(fingerprint(olds, byReference, { LEGACY: source }), later.sourceFingerprint);
    assert.equal(fingerprint(olds, direct, { LEGACY: elsewhere }), later.sourceFingerprint);
  });

  it("is computed anew for another kind of source", () => {
    const dump = { ...addon, importUrl: "https://dumps.example.com/a.gz" };
    assert.equal(fingerprint({ ...direct, ...later }, dump), fingerprint({}, dump));
    const dumpByReference = { ...addon, importUrlFromEnv: "DUMP", ...later };
    assert.equal(fingerprint(dumpByReference, byReference), undefined);
  });

  it("is computed anew when what is stored is no text, or nothing", () => {
    assert.equal(fingerprint({ ...direct, sourceFingerprint: 5 }, direct), fingerprint({}, direct));
    assert.equal(fingerprint(direct, direct), fingerprint({}, direct));
  });
});

describe("check warns", () => {
  const missing =
    "the environment variable LEGACY, which holds the source, is not set here; set it before `pulumi up`, which " +
    "otherwise fails before sending anything. A variable that the program sets itself, as with dotenv, does not " +
    "count: Pulumi must be started with it";
  const notUnderstood = (what: string): string =>
    `the ${what} cannot be parsed, so any change to it, even a new password, replaces the backup; percent-encode user ` +
    "and password with encodeURIComponent, and write the scheme without a driver's name (postgresql://, not " +
    "postgresql+psycopg2://)";
  const outOfReach = (what: string): string =>
    `the ${what} points to localhost, a private address or a socket; Northflank's servers, not this machine, connect ` +
    "to it, and may not reach it";
  const warnings = (olds: Values, news: Values, env: Record<string, string> = {}): readonly string[] =>
    check(olds, news, env).warnings;

  it("of nothing when the source is understood, or not known yet", () => {
    assert.deepEqual(warnings({}, direct), []);
    assert.deepEqual(warnings({}, byReference, { LEGACY: source }), []);
    assert.deepEqual(warnings({}, { ...addon, connectionString: unknownValue }), []);
  });

  it("of a variable that is missing, until there is a fingerprint to keep", () => {
    assert.deepEqual(warnings({}, byReference), [missing]);
    const old = check({}, byReference, { LEGACY: source }).inputs;
    assert.deepEqual(warnings(old, byReference), []);
  });

  it("of a source that is not understood, while it is new or changes", () => {
    const news = { ...addon, connectionString: opaque };
    assert.deepEqual(warnings({}, news), [notUnderstood("connectionString")]);
    const old = check({}, news).inputs;
    assert.deepEqual(warnings(old, news), []);
    const rotated = { ...news, connectionString: opaque.replace("s3cret-pw", "n3w") };
    assert.deepEqual(warnings(old, rotated), [notUnderstood("connectionString")]);
  });

  it("of a variable's source that is not understood, by the name of the variable", () => {
    const expected = notUnderstood("connectionString in the environment variable LEGACY");
    assert.deepEqual(warnings({}, byReference, { LEGACY: opaque }), [expected]);
  });

  it("of a source that only its own network reaches, while it is new or moves there", () => {
    const local = { ...addon, connectionString: "postgresql://app:s3cret-pw@10.0.0.7:5432/orders" };
    assert.deepEqual(warnings({}, local), [outOfReach("connectionString")]);
    const old = check({}, local).inputs;
    const rotated = { ...local, connectionString: local.connectionString.replace("s3cret-pw", "n3w") };
    assert.deepEqual(warnings(old, rotated), []);
    assert.deepEqual(warnings(check({}, direct).inputs, local), [outOfReach("connectionString")]);
  });

  it("of a dump that only its own network reaches, and of what is doubtful in its query", () => {
    const importUrl = "http://localhost:9000/orders.gz?x=9f86d081884c7d659a2feaa0c55ad015";
    const [reach, doubt, ...rest] = warnings({}, { ...addon, importUrl });
    assert.equal(reach, outOfReach("importUrl"));
    assert.match(doubt ?? "", /what looks like a signature/);
    assert.deepEqual(rest, []);
    const named = outOfReach("connectionString in the environment variable LEGACY");
    assert.deepEqual(warnings({}, byReference, { LEGACY: "host=/var/run/postgresql dbname=orders" }), [
      named,
    ]);
  });

  it("of nothing while a backup is adopted, which needs no source", () => {
    const adopted = { adoptBackupId: "nightly" };
    assert.deepEqual(warnings({}, { ...addon, ...adopted }), []);
    assert.deepEqual(warnings({}, { ...byReference, ...adopted }), []);
    assert.deepEqual(warnings({}, { ...addon, ...adopted, connectionString: opaque }), []);
  });
});
