import assert from "node:assert/strict";
import {
  axiosHttp,
  isResponse,
  type Http,
  type HttpRequest,
  type HttpFailure,
} from "../../../provider/process/http";
import { beneathTls, flaws, interruptions, startSimulator, type Simulator } from "@test/simulator";

const patienceMs = 20_000;
const noTimeMs = 100;

const to = (url: string, method: HttpRequest["method"] = "POST"): HttpRequest => ({
  method,
  url: `${url}/v1/projects/shop/addons/orders-db/backups`,
  headers: { accept: "application/json" },
  maxBytes: 1_000,
});

async function noAnswerOf(http: Http, request: HttpRequest): Promise<HttpFailure> {
  const result = await http(request);
  return isResponse(result) ? assert.fail(`answered with ${result.status}`) : result;
}

describe("a request without an answer", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({}, { tls: true });
  });
  afterEach(async () => {
    await simulator.close();
  });

  async function assertReached(
    expected: Partial<HttpFailure>,
    http: Http,
    request: HttpRequest,
  ): Promise<void> {
    const { reached, final, isUntrusted = false } = await noAnswerOf(http, request);
    assert.deepEqual({ reached, final, isUntrusted }, { isUntrusted: false, ...expected });
  }

  for (const how of interruptions) {
    it(`was not received before the handshake was over: ${how}`, async () => {
      simulator.injectInHandshake({ do: how });
      const http = axiosHttp(how === "silence" ? noTimeMs : patienceMs, simulator.ca);
      await assertReached({ reached: "no", final: false }, http, to(simulator.url));
    });
  }

  for (const flaw of flaws) {
    it(`was not received, and never will be, by a server that is not trusted: ${flaw}`, async () => {
      simulator.injectInHandshake({ do: flaw });
      const http = axiosHttp(patienceMs, simulator.ca);
      await assertReached({ reached: "no", final: true, isUntrusted: true }, http, to(simulator.url));
      assert.equal(simulator.journal.entries.length, 0);
    });
  }

  for (const [fault, action] of Object.entries(beneathTls)) {
    it(`may have been received after the handshake, on a new connection or a kept one: ${fault}`, async () => {
      const http = axiosHttp(patienceMs, simulator.ca);
      assert.ok(isResponse(await http(to(simulator.url, "GET"))));
      simulator.inject({ action });
      for (const method of ["GET", "POST"] as const) {
        await assertReached({ reached: "maybe", final: false }, http, to(simulator.url, method));
      }
      assert.equal(simulator.connections, 2);
    });
  }

  it("may have been received when it is answered too late on a kept connection", async () => {
    const http = axiosHttp(1_000, simulator.ca);
    assert.ok(isResponse(await http(to(simulator.url, "GET"))));
    simulator.inject({ action: { do: "silence" } });
    await assertReached({ reached: "maybe", final: false }, http, to(simulator.url, "GET"));
    assert.equal(simulator.connections, 1);
  });

  it("may have been received where the connection broke", async () => {
    const plain = await startSimulator();
    plain.inject({ action: { do: "reset" } });
    await assertReached({ reached: "maybe", final: false }, axiosHttp(patienceMs), to(plain.url));
    await plain.close();
  });

  it("was not received where nothing listens", async () => {
    const plain = await startSimulator();
    await plain.close();
    await assertReached({ reached: "no", final: false }, axiosHttp(patienceMs), to(plain.url));
  });

  for (const url of ["nonsense", "http://a b", "http://127.0.0.1:99999", "ftp://127.0.0.1"]) {
    it(`cannot be formed, now or later: ${url}`, () =>
      assertReached({ reached: "no", final: true }, axiosHttp(patienceMs), to(url)));
  }
});
