import assert from "node:assert/strict";
import { type Bench, onBench } from "../bench/bench";
import { ordersDb } from "@test/simulator";

/** All that was returned, thrown, warned of or shown on the way, in one text. */
async function allThatIsSaid(bench: Bench, source: object, name = "nightly"): Promise<string> {
  const declared = bench.declare(name, { ...ordersDb, ...source });
  const thrown = await declared.up().catch((error: unknown) => error);
  const errors = thrown instanceof Error ? [thrown.message, Object.entries(thrown)] : [thrown];
  return JSON.stringify([errors, declared.written, declared.state, bench.warnings, bench.progress]);
}

const refusal = (message: string, details?: object) =>
  ({
    on: "importBackup",
    action: { do: "answer", status: 400, body: { error: { message, details } } },
  }) as const;

describe("words about a source that can be read in two ways", () => {
  const connectionString = "postgres://orders:Head77Secret/Tail99Secret@h/orders";
  const libpq = 'invalid integer value "Head77Secret" for connection option "port"';

  it("are withheld from the reason and the state of a failed import, which says where to read them", () =>
    onBench({ simulator: { outcome: "failed", failureLog: libpq } }, async (bench) => {
      const said = await allThatIsSaid(bench, { connectionString });
      assert.match(
        said,
        /Its log is withheld because it may repeat a secret; run `northflank get addon backup logs`/,
      );
      assert.doesNotMatch(said.replaceAll(connectionString, ""), /Head77|Tail99/);
    }));

  it("are withheld from a refusal", () =>
    onBench({}, async (bench) => {
      bench.simulator.inject(refusal(libpq));
      assert.match(await allThatIsSaid(bench, { connectionString }), /returned 400; its message is withheld/);
    }));

  it("do not keep other words from being shown", () =>
    onBench({}, async (bench) => {
      bench.simulator.inject(refusal("Too many items in this list"));
      const said = await allThatIsSaid(bench, { connectionString });
      assert.match(said, /returned 400: Too many items in this list/);
    }));
});

describe("words about a source that is understood", () => {
  const connectionString = "postgresql://reader:S3cretPassw0rd-Long-9@db.acme.example/orders";

  it("are shown without what it is made of, also where it is cut short", () =>
    onBench({}, async (bench) => {
      bench.simulator.inject(
        refusal("no postgresql://reader:S3cretPassw0rd-Lo... at 'db.acme.example' today"),
      );
      const said = await allThatIsSaid(bench, { connectionString });
      assert.match(said, /returned 400: no \[secret\] at '\[secret\]' today/);
    }));

  it("stay as they are beside a password that is one of the words of messages", () =>
    onBench({}, async (bench) => {
      bench.simulator.inject(refusal("Request failed payload validation"));
      const said = await allThatIsSaid(bench, { connectionString: "postgresql://orders:failed@h/orders" });
      assert.match(
        said,
        /addon \\?"orders-db\\?" failed: Northflank returned 400: Request failed payload validation/,
      );
    }));
});

describe("our own words", () => {
  it("name ids in full, whatever user and password are called", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const connectionString = "postgresql://orders:nightly1@orders-db.example.com/nightly";
      const said = await allThatIsSaid(bench, { connectionString }, "nightly1");
      assert.match(
        said,
        /importing into addon \\?"orders-db\\?" ended with status \\?"failed\\?" \(backup \\?"nightly1-[0-9a-f]{7}\\?"\)/,
      );
    }));
});

describe("what Northflank tells of a backup", () => {
  const password = "S3cretPassw0rd-Long-9";
  const connectionString = `postgresql://reader:${password}@db.acme.example/orders`;

  for (const [field, told] of Object.entries({
    name: { name: password },
    "source type": { config: { source: { type: password } } },
    "time of creation": { createdAt: `${password} 15 Jan 2026 10:00:00 GMT` },
    "time of completion": { completedAt: connectionString },
    uid: { uid: password },
  }))
    it(`is not stored where it repeats a secret as its ${field}`, () =>
      onBench({ simulator: { importSeconds: 1 } }, async (bench) => {
        const backup = { id: "nightly", name: "nightly", status: "completed", uid: "0b6e5c1a-77" };
        const body = { data: { ...backup, createdAt: "2026-01-15T10:00:00Z", ...told } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 200, body } });
        const said = await allThatIsSaid(bench, { connectionString, name: "nightly" });
        assert.doesNotMatch(said.replaceAll(JSON.stringify(connectionString), ""), /S3cret/);
      }));

  it("is no status where it repeats a secret", () =>
    onBench({ simulator: { importSeconds: 1 } }, async (bench) => {
      bench.simulator.settings.statusWords = { "in-progress": password };
      const said = await allThatIsSaid(bench, { connectionString });
      assert.doesNotMatch(said.replaceAll(JSON.stringify(connectionString), ""), /S3cret/);
    }));

  it("is no permission where it repeats a secret, however long", () =>
    onBench({}, async (bench) => {
      const details = { requiredPermission: `${"grant ".repeat(12)} ${password}` };
      const body = { error: { message: "no", details } };
      bench.simulator.inject({ on: "importBackup", action: { do: "answer", status: 403, body } });
      const said = await allThatIsSaid(bench, { connectionString });
      assert.match(said, /lacks a permission/);
      assert.doesNotMatch(said.replaceAll(JSON.stringify(connectionString), ""), /S3cr/);
    }));
});
