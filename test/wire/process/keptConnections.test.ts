import assert from "node:assert/strict";
import { startSimulator, type Simulator } from "@test/simulator";
import { axiosHttp, isResponse, type Http, type HttpRequest } from "../../../provider/process/http";

for (const tls of [false, true])
  describe(`connections to Northflank over ${tls ? "TLS" : "HTTP"}`, () => {
    let simulator: Simulator;
    let now = 0;
    let http: Http;

    beforeEach(async () => {
      simulator = await startSimulator({}, { tls });
      now = 0;
      http = axiosHttp(20_000, simulator.ca, () => now);
    });
    afterEach(async () => {
      await simulator.close();
    });

    async function send(method: HttpRequest["method"]): Promise<void> {
      const url = `${simulator.url}/v1/projects/shop/addons/orders-db/backups`;
      assert.ok(isResponse(await http({ method, url, headers: {}, maxBytes: 1_000 })));
    }

    it("are used again by an import that follows within a second", async () => {
      await send("GET");
      now += 1_000;
      await send("POST");
      await send("POST");
      assert.equal(simulator.connections, 1);
    });

    it("are not used again by an import that follows later", async () => {
      await send("GET");
      now += 1_001;
      await send("POST");
      assert.equal(simulator.connections, 2);
    });

    it("are not closed under a request that is under way", async () => {
      simulator.settings.latencyMilliseconds = 50;
      const slow = send("GET");
      now += 60_000;
      await Promise.all([slow, send("POST")]);
      assert.equal(simulator.connections, 2);
    });

    it("are a hundred at most, and further requests wait for one", async () => {
      simulator.settings.latencyMilliseconds = 300;
      await Promise.all(Array.from({ length: 103 }, () => send("POST")));
      assert.deepEqual([simulator.connections, simulator.journal.entries.length], [100, 103]);
    });

    it("are used again by anything else, however long they were idle", async () => {
      await send("GET");
      now += 60_000;
      await send("DELETE");
      await send("GET");
      assert.equal(simulator.connections, 1);
    });
  });
