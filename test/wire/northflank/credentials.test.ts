import assert from "node:assert/strict";
import { defaultToken, redirect, startSimulator } from "@test/simulator";
import { type Bench, onBench } from "../bench/bench";
import { liveSource } from "../bench/sources";

const stale = "nf-token-of-yesterday";
const newer = "nf-token-of-today";

/** A stack whose configuration still holds yesterday's token. */
const replayed = { config: { "northflank:apiToken": stale } };
const explicit = { config: { ...replayed.config, "northflank:explicitProvider": "true" } };

const tokensOf = ({ simulator }: Bench): string[] =>
  simulator.journal.entries.map(({ headers }) => headers.authorization ?? "none");

describe("the token of the API", () => {
  it("goes over to that of the environment once for all resources of a process, with one warning", async () => {
    await onBench(replayed, async (bench) => {
      const provider = bench.startProvider();
      const all = ["a", "b", "c"].map((name) => bench.declare(name, { ...liveSource, triggers: [name] }));
      await Promise.all(all.map((declared) => declared.up(provider)));
      const [warning = "", ...others] = bench.warnings;
      assert.match(
        warning,
        /northflank:apiToken is no longer valid; using the one from .*NORTHFLANK_API_TOKEN/,
      );
      assert.deepEqual(others, []);
      const used = tokensOf(bench);
      const refusals = used.filter((label) => label === "Bearer <unknown token>").length;
      assert.ok(refusals >= 1 && refusals <= all.length, `${refusals} refusals`);
      assert.equal(used.lastIndexOf("Bearer <unknown token>"), refusals - 1, "none after the first success");
      assert.equal(bench.imports.length, all.length);
    });
  });

  it("of an explicit Provider stays, and its refusal names the Provider", async () => {
    await onBench(explicit, async (bench) => {
      await assert.rejects(
        bench.declare("orders", liveSource).up(),
        /the token from this resource's Provider/,
      );
      assert.deepEqual([...new Set(tokensOf(bench))], ["Bearer <unknown token>"]);
      assert.deepEqual(bench.imports, []);
    });
  });

  it("of the environment is named when it is refused, with the variable to set", async () => {
    await onBench({ env: { NORTHFLANK_API_TOKEN: newer } }, async (bench) => {
      const rule =
        /the token from the environment variable NORTHFLANK_API_TOKEN is not valid, or its role may not read this project; set a valid one in NORTH/;
      await assert.rejects(bench.declare("orders", liveSource).up(), rule);
      assert.deepEqual(bench.warnings, []);
    });
  });

  it("stays when only a permission is missing, which is named together with where to grant it", async () => {
    const config = { "northflank:apiToken": defaultToken };
    await onBench({ config, env: { NORTHFLANK_API_TOKEN: newer } }, async (bench) => {
      const [token] = bench.simulator.settings.tokens;
      assert.ok(token);
      bench.simulator.settings.tokens = [{ ...token, permissions: ["Project > Addons > General > Read"] }];
      const rule =
        /lacks a permission \(ps_addons_general_update\); in the token's role, grant "Project > Addons > Gen/;
      await assert.rejects(bench.declare("orders", liveSource).up(), rule);
      assert.deepEqual([...new Set(tokensOf(bench))], ["Bearer <default>"]);
    });
  });

  for (const status of [301, 302, 307, 308] as const) {
    it(`is not carried to another host by a redirect ${status}`, async () => {
      const elsewhere = await startSimulator();
      try {
        await onBench({}, async (bench) => {
          const host = new URL(elsewhere.url).host;
          const declared = bench.declare("orders", liveSource);
          bench.simulator.inject({
            on: "importBackup",
            times: 1,
            action: redirect(status, `${elsewhere.url}/v1/x`),
          });
          await assert.rejects(declared.up(), new RegExp(`redirects \\(here to ${host}\\) are not followed`));
          await declared.up();
          bench.simulator.inject({ action: redirect(status, elsewhere.url) });
          await assert.rejects(declared.refresh(), /redirects/);
          await assert.rejects(declared.destroy(), /redirects/);
          assert.deepEqual(elsewhere.journal.entries, []);
        });
      } finally {
        await elsewhere.close();
      }
    });
  }

  it("is sent to no host without TLS but this machine", async () => {
    await onBench({ config: { "northflank:apiUrl": "http://api.example.com" } }, async (bench) => {
      await assert.rejects(
        bench.declare("orders", liveSource).up(),
        /unencrypted to api\.example\.com; use https/,
      );
      assert.equal(bench.requests, 0);
    });
  });
});
