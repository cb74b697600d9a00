import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { repository } from "../../repository";

const token = "token-for-one-origin-only";
const oneRequest = require.resolve("./credentialsRequest.ts");
const fileOf = (name: string): string => join(__dirname, "certificates", name);

/** A listener, with the authorization of every request that came. */
interface Listener {
  readonly port: number;
  readonly authorizations: (string | undefined)[];
  close(): Promise<void>;
}

async function listening(server: Server, authorizations: Listener["authorizations"]): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    authorizations,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function startApi({ tls }: { tls: boolean }): Promise<Listener> {
  const authorizations: Listener["authorizations"] = [];
  const answer = (request: IncomingMessage, response: { end(body: string): unknown }): void => {
    authorizations.push(request.headers.authorization);
    response.end('{"data":{"id":"nightly"}}');
  };
  const pem = { key: readFileSync(fileOf("server.key.pem")), cert: readFileSync(fileOf("server.pem")) };
  return listening(tls ? createTlsServer(pem, answer) : createServer(answer), authorizations);
}

interface Proxy extends Listener {
  /** What was asked of it: the target of each tunnel, and the line of each plain request. */
  readonly asked: readonly string[];
  /** Every byte from the client. */
  seen(): string;
}

async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const seen: Buffer[] = [];
  const authorizations: Listener["authorizations"] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    authorizations.push(request.headers.authorization);
    response.end('{"data":{"id":"nightly"}}');
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${request.url ?? ""}`);
    authorizations.push(request.headers.authorization);
    const upstream = connect(Number(request.url?.split(":").at(-1)), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.on("data", (chunk: Buffer) => seen.push(chunk));
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on("error", () => upstream.destroy());
  });
  const listener = await listening(server, authorizations);
  return { ...listener, asked, seen: () => Buffer.concat(seen).toString("latin1") };
}

const noProxy = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
    [name, ""],
    [name.toUpperCase(), ""],
  ]),
);

/** What the provider makes of one request, or says about it. */
async function ask(url: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", oneRequest], {
    cwd: repository,
    env: {
      ...process.env,
      ...noProxy,
      NODE_EXTRA_CA_CERTS: "",
      NORTHFLANK_API_TOKEN: token,
      NORTHFLANK_API_BASE_URL: url,
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  return said;
}

describe("the connection to the API", () => {
  const trusted = { NODE_EXTRA_CA_CERTS: fileOf("ca.pem") };
  let api: Listener;
  let plainApi: Listener;
  let proxy: Proxy;

  beforeEach(async () => {
    [api, plainApi, proxy] = await Promise.all([
      startApi({ tls: true }),
      startApi({ tls: false }),
      startProxy(),
    ]);
  });

  afterEach(async () => {
    await Promise.all([api, plainApi, proxy].map((listener) => listener.close()));
  });

  it("trusts a certificate authority of NODE_EXTRA_CA_CERTS", async () => {
    assert.equal(await ask(`https://localhost:${api.port}`, trusted), "accepted");
    assert.deepEqual(api.authorizations, [`Bearer ${token}`]);
  });

  it("sends nothing to a server that it does not trust, and says what is wrong", async () => {
    const said = await ask(`https://localhost:${api.port}`, {});
    assert.match(said, /localhost:\d+ is not trusted \(UNABLE_TO_.*\); check its certificate/);
    assert.deepEqual(api.authorizations, []);
  });

  for (const variable of ["HTTPS_PROXY", "https_proxy"]) {
    it(`goes through the tunnel of ${variable}, and the proxy never sees the token`, async () => {
      const env = { ...trusted, [variable]: `http://127.0.0.1:${proxy.port}` };
      assert.equal(await ask(`https://localhost:${api.port}`, env), "accepted");
      assert.deepEqual(proxy.asked, [`CONNECT localhost:${api.port}`]);
      assert.deepEqual([proxy.authorizations, proxy.seen().includes(token)], [[undefined], false]);
      assert.deepEqual(api.authorizations, [`Bearer ${token}`]);
    });
  }

  it("goes past the proxy to a host of NO_PROXY", async () => {
    const env = { ...trusted, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "localhost" };
    assert.equal(await ask(`https://localhost:${api.port}`, env), "accepted");
    assert.deepEqual([proxy.asked, api.authorizations], [[], [`Bearer ${token}`]]);
  });

  it("goes through HTTP_PROXY only for an address without TLS, which a token is sent to on request alone", async () => {
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    assert.equal(await ask(`http://localhost:${plainApi.port}`, env), "accepted");
    const url = `http://localhost:${plainApi.port}/v1/projects/shop/addons/orders-db/backups/nightly`;
    assert.deepEqual([proxy.asked, plainApi.authorizations], [[`GET ${url}`], []]);
    assert.match(await ask("http://api.example.com", env), /would send the token unencrypted/);
    assert.equal(proxy.asked.length, 1);
  });
});
