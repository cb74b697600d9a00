import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { axiosHttp, isResponse, type HttpFailure } from "../../../provider/process/http";

const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"] as const;

function setEnvironment(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

/** What is known of a request to an API that only the proxy could reach. */
async function ask(scheme: "http" | "https", patienceMs = 20_000): Promise<HttpFailure> {
  const url = `${scheme}://localhost:1/v1`;
  const result = await axiosHttp(patienceMs)({ method: "POST", url, headers: {}, maxBytes: 1_000 });
  return isResponse(result) ? assert.fail(`answered with ${result.status}`) : result;
}

async function assertReached(expected: HttpFailure["reached"], asking: Promise<HttpFailure>): Promise<void> {
  const { reached, final } = await asking;
  assert.deepEqual({ reached, final }, { reached: expected, final: false });
}

describe("a request through a proxy", () => {
  const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
  let proxy: Server;

  const useProxy = (address: string): void => {
    setEnvironment(Object.fromEntries(variables.map((name) => [name, /^no_/i.test(name) ? "" : address])));
  };

  beforeEach(async () => {
    proxy = createServer((_request, response) => response.destroy());
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    useProxy(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    setEnvironment(before);
    if (!proxy.listening) return;
    proxy.close();
    await once(proxy, "close");
  });

  for (const status of [403, 407, 429, 500, 502, 503]) {
    it(`was not received when the proxy answers ${status} and makes no tunnel`, async () => {
      proxy.on("connect", (_request, client: Socket) => {
        client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`, () => client.destroy());
      });
      assert.deepEqual(await ask("https"), {
        reached: "no",
        final: false,
        code: `the proxy returned ${status}`,
      });
    });
  }

  it("was not received when the tunnel ends before the handshake does", async () => {
    proxy.on("connect", (_request, client: Socket) => {
      client.end("HTTP/1.1 200 OK\r\n\r\n", () => client.destroy());
    });
    await assertReached("no", ask("https"));
  });

  // The agent that axios tunnels with does not notice that the proxy is gone, so the time ends it.
  it("was not received when the proxy hangs up before it makes a tunnel", async () => {
    proxy.on("connect", (_request, client: Socket) => client.destroy());
    await assertReached("no", ask("https", 500));
  });

  for (const scheme of ["https", "http"] as const) {
    it(`was not received when the proxy is away (${scheme})`, async () => {
      proxy.close();
      await once(proxy, "close");
      await assertReached("no", ask(scheme));
    });
  }

  it("may have been passed on when a proxy that gets it without TLS hangs up", async () => {
    await assertReached("maybe", ask("http"));
  });
});
