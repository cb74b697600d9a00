import assert from "node:assert/strict";
import { type FaultAction, redirect } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { dumpSource, liveSource } from "../bench/sources";

const posts = (bench: Bench) => bench.simulator.journal.of("importBackup");

forEachTransport(({ onBench }) => {
  describe("an import that is refused for good", () => {
    const answers: [string, FaultAction, RegExp][] = [
      [
        "400 with details",
        {
          do: "answer",
          status: 400,
          body: {
            error: {
              status: 400,
              message: "Request failed payload validation - see details.",
              id: "nf-invalid-request-body",
              details: { name: ["must be shorter"] },
            },
          },
        },
        /400: Request failed.*must be shorter.*error id nf-invalid-request-body/,
      ],
      [
        "401",
        { do: "answer", status: 401, body: { error: { message: "Unauthorized" } } },
        /401: Unauthorized; the token from the environment variable NORTHFLANK_API_TOKEN is not valid/,
      ],
      [
        "401 for a permission",
        {
          do: "answer",
          status: 401,
          body: { error: { message: "no", details: { requiredPermission: "ps_addons_update" } } },
        },
        /lacks a permission \(ps_addons_update\).*grant "Project > Addons > General": Update/,
      ],
      ["403", { do: "answer", status: 403 }, /403.*lacks a permission/],
      [
        "404",
        { do: "answer", status: 404, body: { error: { message: "Addon not found" } } },
        /404: Addon not found.*check projectId, addonId and teamId/,
      ],
      ["405", { do: "answer", status: 405 }, /405/],
      ["413", { do: "answer", status: 413 }, /413/],
      ["422", { do: "answer", status: 422, body: { error: { message: "cannot" } } }, /422: cannot/],
      [
        "301",
        redirect(301, "https://evil.example.net/import?a=b"),
        /redirects \(here to evil\.example\.net\) are not followed/,
      ],
      ["302", redirect(302, "https://evil.example.net/import"), /not followed/],
      ["307", redirect(307, "https://evil.example.net/import"), /not followed/],
      ["308", redirect(308, "/elsewhere"), /not followed; check northflank:apiUrl/],
      [
        "a request id",
        { do: "answer", status: 400, headers: { "x-request-id": "req-123" } },
        /\(request req-123\)/,
      ],
      [
        "a megabyte of message",
        { do: "answer", status: 400, body: { error: { message: "m".repeat(1_000_000) } } },
        /400/,
      ],
      ["an endless error", { do: "flood", status: 400, bytes: Infinity }, /400/],
      ["100 MB of error", { do: "flood", status: 400, bytes: 100_000_000 }, /400/],
    ];
    for (const [what, action, message] of answers) {
      it(`is sent once and not followed anywhere: ${what}`, () =>
        onBench({}, async (bench) => {
          bench.simulator.inject({ on: "importBackup", action });
          const orders = bench.declare("legacy-orders", dumpSource);
          await assert.rejects(orders.up(), (error: Error) => {
            assert.match(error.message, /^importing into addon "orders-db" failed: /);
            assert.match(error.message, message);
            assert.ok(error.message.length < 4_100, "fit to be read");
            return true;
          });
          assert.equal(posts(bench).length, 1);
          assert.equal(bench.requests, 2);
          assert.equal(orders.state, undefined);
        }));
    }

    for (const [what, target] of [
      ["an addon that does not exist", { addonId: "no-such-db" }],
      ["a project that does not exist", { projectId: "no-such-shop" }],
    ] as const) {
      it(`is not sent to ${what}`, () =>
        onBench({}, async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, ...target });
          await assert.rejects(
            orders.up(),
            /listing the backups of addon "[^"]+" failed: .*404: .* not found; check projectId, addonId/,
          );
          assert.equal(bench.requests, 1);
        }));
    }

    it("quotes an answer that accepts the import and is followed by nothing", () =>
      onBench({}, async (bench) => {
        const body = { error: { message: `no room for ${liveSource.connectionString}` } };
        bench.simulator.inject({ on: "importBackup", action: { do: "answer", status: 200, body } });
        const told =
          /importing into addon .* Northflank accepted it and returned no backup id \(.*no room for \[secret\]/;
        await assert.rejects(bench.declare("legacy-orders", liveSource).up(), told);
        assert.equal(posts(bench).length, 1);
      }));

    it("follows no redirect with token or body, not even to itself", () =>
      onBench({}, async (bench) => {
        const { url } = bench.simulator;
        bench.simulator.inject({
          on: "importBackup",
          action: redirect(307, `${url}/v1/projects/shop/addons/users-db/import`),
        });
        await assert.rejects(bench.declare("legacy-orders", liveSource).up(), /not followed/);
        assert.equal(bench.imports.length, 0);
        assert.ok(bench.simulator.journal.entries.every(({ path }) => path.includes("/orders-db/")));
      }));

    it("goes over to the token of the environment when that of the configuration is stale, and imports once", () =>
      onBench({ config: { "northflank:apiToken": "nf-stale-token-of-last-year" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        assert.equal(bench.imports.length, 1);
        assert.equal(bench.warnings.length, 1);
        assert.match(
          bench.warnings[0] ?? "",
          /token from the config value northflank:apiToken is no longer valid; using the one from/,
        );
      }));
  });
});
