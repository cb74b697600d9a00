import assert from "node:assert/strict";
import { ordersDb, type Simulator, startSimulator } from "..";
import { ordersPath, send } from "../plainClient";

const url = "https://example.com/dump.gz";
const connection = "postgresql://reader:hunter2@legacy.example.com/orders";
const pattern = 'must match pattern "^[a-zA-Z0-9]+((-|\\s|\\/|:)[a-zA-Z0-9]+)*$"';
const destinationPattern = 'must match pattern "^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$"';

const accepted: Record<string, object> = {
  "a URL alone": { importUrl: url },
  "a connection string alone": { connectionString: connection },
  "every field beside a connection string": {
    name: "Orders 2026/01:a",
    connectionString: connection,
    importAllDatabases: false,
    compressionType: "zstd",
    customDestinationId: "my-bucket-1",
  },
  "every field beside a URL": { name: "abc", importUrl: url, customDestinationId: "abc" },
  "a name of 39 characters": { name: "a".repeat(39), importUrl: url },
  "a destination of 100 characters": { importUrl: url, customDestinationId: "a".repeat(100) },
};

const refused: Record<string, [unknown, Record<string, string[]>]> = {
  "no source": [
    { name: "orders" },
    {
      connectionString: ["must have required property 'connectionString'"],
      importUrl: ["must have required property 'importUrl'"],
    },
  ],
  "both sources": [
    { connectionString: connection, importUrl: url },
    { importUrl: ["must NOT be an additional property"] },
  ],
  "a name of 2 characters": [
    { name: "ab", importUrl: url },
    { name: ["must NOT have fewer than 3 characters"] },
  ],
  "a name of 40 characters": [
    { name: "a".repeat(40), importUrl: url },
    { name: ["must NOT have more than 39 characters"] },
  ],
  "a name with an underscore": [{ name: "a_b", importUrl: url }, { name: [pattern] }],
  "a name with two separators in a row": [{ name: "a--b", importUrl: url }, { name: [pattern] }],
  "a name that ends with a separator": [{ name: "orders/", importUrl: url }, { name: [pattern] }],
  "a name that is no text": [{ name: 7, importUrl: url }, { name: ["must be string"] }],
  "a URL that is no text": [{ importUrl: null }, { importUrl: ["must be string"] }],
  "a connection string that is no text": [{ connectionString: {} }, { connectionString: ["must be string"] }],
  "a destination with a space": [
    { importUrl: url, customDestinationId: "my bucket" },
    { customDestinationId: [destinationPattern] },
  ],
  "a destination of 101 characters": [
    { importUrl: url, customDestinationId: "a".repeat(101) },
    { customDestinationId: ["must NOT have more than 100 characters"] },
  ],
  "an unknown compression": [
    { connectionString: connection, compressionType: "none" },
    { compressionType: ["must be equal to one of the allowed values"] },
  ],
  "importAllDatabases that is no boolean": [
    { connectionString: connection, importAllDatabases: "true" },
    { importAllDatabases: ["must be boolean"] },
  ],
  "compression beside a URL": [
    { importUrl: url, compressionType: "gz" },
    { compressionType: ["must NOT be an additional property"] },
  ],
  "importAllDatabases beside a URL": [
    { importUrl: url, importAllDatabases: true },
    { importAllDatabases: ["must NOT be an additional property"] },
  ],
  "an unknown field": [{ importUrl: url, surprise: 1 }, { surprise: ["must NOT be an additional property"] }],
  "a list": [[], { body: ["must be object"] }],
  "no body": ["", { body: ["must be object"] }],
};

describe("the simulated API's validation of an import", () => {
  let simulator: Simulator;

  before(async () => {
    simulator = await startSimulator();
  });
  after(async () => {
    await simulator.close();
  });

  for (const [what, body] of Object.entries(accepted)) {
    it(`accepts ${what}`, async () => {
      const { status } = await send(simulator, "POST", `${ordersPath}/import`, { body });
      assert.equal(status, 200);
    });
  }

  for (const [what, [body, details]] of Object.entries(refused)) {
    it(`refuses ${what} and starts nothing`, async () => {
      const importsBefore = simulator.world.imports.length;
      const answer = await send(simulator, "POST", `${ordersPath}/import`, { body });
      assert.equal(answer.status, 400);
      assert.deepEqual(answer.json, {
        error: {
          status: 400,
          message: "Request failed payload validation - see details.",
          id: "nf-invalid-request-body",
          details,
        },
      });
      assert.equal(simulator.world.imports.length, importsBefore);
    });
  }

  it("refuses what is no JSON", async () => {
    const { status } = await send(simulator, "POST", `${ordersPath}/import`, { body: "{" });
    assert.equal(status, 400);
  });

  it("takes the connection string of two sources where unlisted fields are ignored", async () => {
    simulator.settings.unlistedFields = "ignore";
    const body = { name: "both", connectionString: connection, importUrl: url, surprise: 1 };
    assert.equal((await send(simulator, "POST", `${ordersPath}/import`, { body })).status, 200);
    const started = simulator.world.backups(ordersDb).find(({ name }) => name === "both");
    assert.equal(started?.sourceType, "liveInstance");
  });
});
