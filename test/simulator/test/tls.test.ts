import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { beneathTls, flaws, interruptions, startSimulator, type Simulator } from "..";
import { ordersPath, send } from "../plainClient";

const body = { name: "orders", importUrl: "https://example.com/dump.gz" };

async function codeOf(failing: Promise<unknown>): Promise<string> {
  const thrown = await failing.then(
    () => assert.fail("it was answered"),
    (error: unknown) => error,
  );
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
}

describe("the simulated API over TLS", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({}, { tls: true });
  });
  afterEach(async () => {
    await simulator.close();
  });

  const importOnce = () => send(simulator, "POST", `${ordersPath}/import`, { body });

  it("answers under a certificate for its address that its own authority has signed", async () => {
    assert.match(simulator.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await importOnce()).status, 200);
    assert.equal(simulator.world.imports.length, 1);
  });

  it("counts connections, and tells which request came on which", async () => {
    await importOnce();
    await send(simulator, "GET", `${ordersPath}/backups`);
    assert.deepEqual(
      simulator.journal.entries.map(({ socket }) => socket),
      [1, 2],
    );
    assert.equal(simulator.connections, 2);
  });

  it("hands its authority over as a file, which goes when it closes", async () => {
    const path = await simulator.caFile();
    assert.equal(readFileSync(path, "utf8"), simulator.ca);
    assert.equal(await simulator.caFile(), path);
    await simulator.close();
    assert.equal(existsSync(path), false);
  });

  it("refuses connections while it does not listen, and comes back at the same address", async () => {
    const { url } = simulator;
    await simulator.pauseListening();
    await assert.rejects(importOnce(), { code: "ECONNREFUSED" });
    await simulator.resumeListening();
    assert.equal(simulator.url, url);
    assert.equal((await importOnce()).status, 200);
  });

  // OpenSSL words them otherwise from one version to the next.
  const codesBeneath: Readonly<Record<string, RegExp>> = {
    "undecryptable record": /^(ERR_SSL_|EPROTO)/,
    "fatal alert": /^ERR_SSL_.*ALERT/,
    "plain 502": /^(ERR_SSL_|EPROTO)/,
    reset: /^ECONNRESET$/,
    end: /^ECONNRESET$/,
  };
  for (const [fault, action] of Object.entries(beneathTls)) {
    it(`loses an answer inside TLS: ${fault}`, async () => {
      const injected = simulator.inject({ nth: 1, action });
      const [what = "", when] = fault.split(/ (?=before|after)/);
      assert.match(await codeOf(importOnce()), codesBeneath[what] ?? /no such fault/);
      const isHandled = when === "after handling";
      assert.equal(simulator.world.imports.length, isHandled ? 1 : 0);
      const [entry] = simulator.journal.entries;
      assert.deepEqual([entry?.fault, entry?.handled, entry?.status], ["beneath TLS", isHandled, undefined]);
      assert.equal(injected.hits, 1);
      assert.equal((await importOnce()).status, 200);
    });
  }

  const codesBefore: Readonly<Record<string, RegExp>> = {
    reset: /^ECONNRESET$/,
    end: /^ECONNRESET$/,
    alert: /^(ERR_SSL_|EPROTO)/,
    "plain HTTP": /^(ERR_SSL_|EPROTO)/,
    "self-signed": /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    "unknown authority": /^UNABLE_TO_/,
    expired: /^CERT_HAS_EXPIRED$/,
    "for another host": /^ERR_TLS_CERT_ALTNAME_INVALID$/,
  };
  for (const fault of [...interruptions, ...flaws]) {
    const code = codesBefore[fault];
    if (code === undefined) continue;
    it(`breaks one handshake: ${fault}`, async () => {
      const injected = simulator.injectInHandshake({ do: fault, nth: 2 });
      await importOnce();
      assert.match(await codeOf(importOnce()), code);
      await importOnce();
      assert.equal(injected.hits, 1);
      assert.deepEqual([simulator.connections, simulator.world.imports.length], [3, 2]);
    });
  }

  it("leaves a client without an answer to its handshake", async () => {
    simulator.injectInHandshake({ do: "silence" });
    const leaving = new AbortController();
    const silent = send(simulator, "GET", ordersPath, { signal: leaving.signal });
    while (simulator.connections === 0) await new Promise(setImmediate);
    leaving.abort();
    await assert.rejects(silent, { code: "ABORT_ERR" });
    assert.equal(simulator.journal.entries.length, 0);
  });

  it("does without faults when they are cleared", async () => {
    simulator.injectInHandshake({ do: "reset" });
    simulator.clearFaults();
    assert.equal((await importOnce()).status, 200);
  });
});

describe("the simulated API over HTTP", () => {
  it("has no certificate authority, and no handshake to break", async () => {
    const simulator = await startSimulator();
    assert.equal(simulator.ca, undefined);
    assert.throws(() => simulator.caFile(), /without TLS/);
    assert.throws(() => simulator.injectInHandshake({ do: "reset" }), /without TLS/);
    await simulator.close();
  });
});
