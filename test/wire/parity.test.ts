import { ApiClient, ApiClientInMemoryContextProvider } from "@northflank/js-client";
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { importBody } from "../../provider/importRequest";
import { NorthflankClient } from "../../provider/northflank/client";
import { Connection } from "../../provider/northflank/connection";
import { axiosHttp } from "../../provider/northflank/http";

const token = "nf-token";

interface Parity {
  readonly projectId: string;
  readonly addonId: string;
  readonly data: Record<string, unknown>;
}

/** Every optional field there and not there, for both variants of the body, and texts that need care on the way. */
function parityTable(): Parity[] {
  const addon = { projectId: "shop", addonId: "orders-db" };
  const connectionString = "mongodb://user:pa%20ss@mongodb0.example.com:27017/?replicaSet=rs0";
  const importUrl = "https://example.com/dump.gz?X-Amz-Signature=abc%2Fdef&partNumber=1";
  const live = combinations({
    importAllDatabases: true,
    compressionType: "zstd",
    customDestinationId: "my-bucket",
  });
  const dumps = combinations({ customDestinationId: "my-bucket" });
  const sources = [
    ...live.map((options) => ({ connectionString, ...options })),
    ...dumps.map((options) => ({ importUrl, ...options })),
  ];
  const names = ["Example Backup", "a/b:c-d e", "abc"];
  return [
    ...sources.flatMap((source) => names.map((name) => ({ ...addon, data: { name, ...source } }))),
    { ...addon, data: { name: "off", connectionString, importAllDatabases: false, compressionType: "gz" } },
    { ...addon, data: { name: "jdbc", connectionString: "jdbc:mysql://user:p@h:3306/db" } },
    { ...addon, data: { name: "quotes", connectionString: "host=db password='a\"b\\\\c' dbname=ü" } },
    ...["a b", "a/b", "ü", "a%2Fb", "a?b#c", "a+b&c=d"].flatMap((id) => [
      { projectId: id, addonId: "orders-db", data: { name: "encoded", importUrl } },
      { projectId: "shop", addonId: id, data: { name: "encoded", importUrl } },
    ]),
  ];
}

describe("the request for an import", () => {
  let server: Server;
  let baseUrl: string;
  const recorded: Recorded[] = [];

  before(async () => {
    server = createServer((request, response) => {
      void record(request).then((entry) => {
        recorded.push(entry);
        response.setHeader("content-type", "application/json").end('{"data":{"id":"a"}}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const rows = parityTable();

  it(`equals the one of Northflank's JavaScript client, for ${rows.length} inputs`, async () => {
    assert.ok(rows.length >= 40);
    for (const row of rows) {
      recorded.length = 0;
      await sendOurs(row, baseUrl);
      await sendTheirs(row, baseUrl);
      const [ours, theirs, more] = recorded;
      assert.equal(more, undefined);
      assert.deepEqual(ours, theirs, JSON.stringify(row));
    }
  });
});

async function sendOurs({ projectId, addonId, data }: Parity, baseUrl: string): Promise<void> {
  const settings = {
    baseUrl,
    token: { value: token, origin: "the test", renewal: "" },
    fallbackToken: undefined,
  };
  const ports = {
    env: {},
    http: axiosHttp(5_000),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    engine: { assertAlive: () => Promise.resolve(), warn: () => undefined, progress: () => undefined },
    random: () => 0,
  };
  const client = new NorthflankClient(ports, new Connection(settings, (text) => text));
  const kind = "importUrl" in data ? "importUrl" : "connectionString";
  const body = importBody(data, { kind, value: String(data[kind]) }, String(data["name"]));
  const { verdict } = await client.postImport({ projectId, addonId }, body, { at: 1000, seconds: 1 });
  assert.equal(verdict, "taken");
}

async function sendTheirs({ projectId, addonId, data }: Parity, host: string): Promise<void> {
  const context = new ApiClientInMemoryContextProvider();
  context.addContext({ name: "parity", token, host });
  const client = new ApiClient(context, { throwErrorOnHttpErrorCode: true });
  const payload = data as unknown as Parameters<typeof client.import.addon.backup>[0]["data"];
  await client.import.addon.backup({ parameters: { projectId, addonId }, data: payload });
}

interface Recorded {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

async function record(request: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    method: request.method,
    url: request.url,
    authorization: request.headers.authorization,
    contentType: request.headers["content-type"],
    body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
  };
}

/** Every choice of the given fields, from none to all. */
function combinations(fields: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(fields).reduce<Record<string, unknown>[]>(
    (chosen, [name, value]) => chosen.flatMap((choice) => [choice, { ...choice, [name]: value }]),
    [{}],
  );
}
