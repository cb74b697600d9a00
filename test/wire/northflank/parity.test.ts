import assert from "node:assert/strict";
import { importBody } from "../../../provider/inputs/checkedInputs";
import { NorthflankClient } from "../../../provider/northflank/client";
import { Connection } from "../../../provider/northflank/settings";
import { Cancellation } from "../../../provider/process/cancellation";
import { axiosHttp } from "../../../provider/process/http";
import { importByJsClient, onWiretap, type WireRequest, type Wiretap } from "@test/simulator/clients";
import { onBench } from "../bench/bench";
import { defaultToken, startSimulator } from "@test/simulator";
import { encodedRows, essence, parityRows, parityWorld, type ParityRow } from "./parityRows";
import { silentEngine } from "../../silentEngine";
import { toldAll } from "../../toldAll";

describe("the request for an import", () => {
  const rows = parityRows();

  it(`equals the one of Northflank's JavaScript client, for ${rows.length} inputs`, async () => {
    assert.ok(rows.length >= 40);
    await onWiretap(async (tap) => {
      const ours = await byOurs(rows, tap);
      const theirs = await byTheirs(rows, tap);
      for (const [index, row] of rows.entries()) assertEqual(row, ours[index], theirs[index]);
    });
  });

  it(`encodes ids as that client does, for ${encodedRows.length} ids that check would refuse`, async () => {
    await onWiretap(async (tap) => {
      const simulator = await startSimulator();
      tap.target = simulator.url;
      try {
        for (const row of encodedRows) {
          await sendUnchecked(row, tap.url);
          await importByJsClient(tap.url, row, row.data).catch(() => undefined);
          const [ours, theirs, ...more] = tap.takeImports();
          assert.equal(more.length, 0);
          assertEqual(row, ours, theirs);
        }
      } finally {
        await simulator.close();
      }
    });
  });
});

function assertEqual(
  { data }: ParityRow,
  ours: WireRequest | undefined,
  theirs: WireRequest | undefined,
): void {
  assert.ok(ours !== undefined && theirs !== undefined);
  const [our, their] = [essence(ours), essence(theirs)];
  if (data["name"] !== undefined) {
    assert.deepEqual(our, their);
    return;
  }
  // We name what the user has not named.
  const { name, ...body } = our.body;
  assert.match(String(name), /^row-\d+-[0-9a-f]{7}$/);
  const { "content-length": length, ...headers } = our.headers;
  assert.equal(Number(length), Buffer.byteLength(ours.body));
  const { "content-length": _, ...theirHeaders } = their.headers;
  assert.deepEqual({ ...our, body, headers }, { ...their, headers: theirHeaders });
}

/** Through the whole lifecycle: what the user declares is checked, and imported into a simulated Northflank. */
async function byOurs(rows: ParityRow[], tap: Wiretap): Promise<(WireRequest | undefined)[]> {
  const sent: (WireRequest | undefined)[] = [];
  await onBench({ simulator: parityWorld, config: { "northflank:apiUrl": tap.url } }, async (bench) => {
    tap.target = bench.simulator.url;
    for (const [index, { data, ...addon }] of rows.entries()) {
      await bench.declare(`row-${index}`, { ...addon, ...data }).up();
      const [request, ...more] = tap.takeImports();
      assert.equal(more.length, 0);
      sent.push(request);
    }
  });
  return sent;
}

async function byTheirs(rows: ParityRow[], tap: Wiretap): Promise<(WireRequest | undefined)[]> {
  const simulator = await startSimulator(parityWorld);
  tap.target = simulator.url;
  try {
    const sent: (WireRequest | undefined)[] = [];
    for (const row of rows) {
      await importByJsClient(tap.url, row, row.data);
      sent.push(...tap.takeImports());
    }
    return sent;
  } finally {
    await simulator.close();
  }
}

/** Our client without the checks before it. */
async function sendUnchecked({ projectId, addonId, data }: ParityRow, baseUrl: string): Promise<void> {
  const ports = {
    env: {},
    http: axiosHttp(5_000),
    clock: { now: () => 0, wallTime: () => 0, sleep: () => Promise.resolve() },
    engine: silentEngine,
    cancellation: new Cancellation(),
    random: () => 0,
    uuid: () => assert.fail("nothing is taken over"),
  };
  const token = { value: defaultToken, origin: "the test", renewal: "" };
  const client = new NorthflankClient(
    ports,
    new Connection({ baseUrl, token, fallbackToken: undefined }, toldAll),
  );
  const body = importBody(
    data,
    { kind: "importUrl", value: String(data["importUrl"]) },
    String(data["name"]),
  );
  await client.postImport({ projectId, addonId }, body, { at: 1000, seconds: 1 });
}
