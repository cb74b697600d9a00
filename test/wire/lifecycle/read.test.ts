import assert from "node:assert/strict";
import {
  allPermissions,
  defaultToken,
  type FaultAction,
  htmlPage,
  openQuestions,
  ordersDb,
} from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";
import { backupIdOf } from "../bench/withImport";

forEachTransport(({ onBench, withImport }) => {
  describe("refreshing an import", () => {
    for (const uid of openQuestions.uid) {
      it(`changes nothing where nothing changed, with one request (uid ${uid})`, () =>
        withImport({ simulator: { uid } }, async (bench, orders) => {
          const { outputs } = orders;
          assert.equal(await orders.refresh(), true);
          assert.deepEqual(orders.outputs, outputs);
          assert.equal(bench.requests, 1);
          assert.equal(await orders.up(), "same");
        }));
    }

    it("knows the backup by its time of creation when Northflank stops to send the uid", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.settings.uid = "absent";
        assert.equal(await orders.refresh(), true);
        await orders.destroy();
        assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
      }));

    it("knows it by its time of creation when that comes in another precision", () =>
      withImport({ simulator: { uid: "absent" } }, async (bench, orders) => {
        const { backupId, backupName, createdAt } = orders.outputs;
        const seconds = `${String(createdAt).slice(0, 19)}Z`;
        const body = { data: { id: backupId, name: backupName, status: "completed", createdAt: seconds } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 200, body } });
        assert.equal(await orders.refresh(), true);
      }));

    it("finds a deleted backup gone, and the next up imports once", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeBackup(ordersDb, backupIdOf(orders));
        assert.equal(await orders.refresh(), false);
        assert.equal(await orders.up(), "created");
        assert.equal(bench.imports.length, 2);
      }));

    it("finds a backup gone that is answered with 410", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeBackup(ordersDb, backupIdOf(orders));
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 410 } });
        assert.equal(await orders.refresh(), false);
      }));

    it("finds the backup of a deleted addon gone", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeAddon(ordersDb);
        assert.equal(await orders.refresh(), false);
      }));

    for (const uid of openQuestions.uid) {
      it(`finds it gone when another backup has its id (uid ${uid})`, () =>
        withImport({ simulator: { uid } }, async (bench, orders) => {
          bench.simulator.world.replaceBackup(ordersDb, backupIdOf(orders));
          assert.equal(await orders.refresh(), false);
        }));
    }

    it("never finds it gone with its project: it may be the wrong account, team or address", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeProject({ projectId: "shop" });
        await assert.rejects(
          orders.refresh(),
          /reading project "shop".*is gone failed: .*404.*projectId.*teamId.*account/,
        );
      }));

    describe("fails, and never finds it gone, when Northflank answers", () => {
      const answers: [string, FaultAction, RegExp][] = [
        [
          "401",
          { do: "answer", status: 401, body: { error: { message: "Unauthorized" } } },
          /401.*is not valid/,
        ],
        ["403", { do: "answer", status: 403 }, /403.*lacks a permission/],
        ["500", { do: "answer", status: 500 }, /500/],
        ["502 with a page", htmlPage(502), /502/],
        ["200 with a page", htmlPage(200), /200: .*proxy's page/],
        ["200 with nothing", { do: "answer", status: 200 }, /200 with an empty body/],
        ["200 with null", { do: "answer", status: 200, body: { data: null } as object }, /200: .*null/],
        ["200 with a list", { do: "answer", status: 200, body: { data: [] } }, /200/],
        ["half an answer", { do: "truncate", ending: "cut" }, /200/],
        [
          "301",
          { do: "answer", status: 301, headers: { location: "https://login.example.net/" } },
          /login\.example\.net.*not followed/,
        ],
        ["400", { do: "answer", status: 400 }, /400/],
        [
          "429",
          { do: "turn-away", status: 429, seconds: 900, told: "x-ratelimit-reset" },
          /rate limit is exhausted/,
        ],
        ["garbage", { do: "garbage" }, /was lost/],
        ["an endless body", { do: "flood", status: 200, bytes: Infinity }, /200/],
      ];
      const sayingNothing = ["200 with null", "200 with a list"];
      for (const [what, action, message] of answers) {
        for (const on of ["getBackup", "listBackups", "getProject"] as const) {
          it(`${what} (${on})`, () =>
            withImport({}, async (bench, orders) => {
              if (on !== "getBackup") bench.simulator.world.removeBackup(ordersDb, backupIdOf(orders));
              if (on === "getProject") bench.simulator.world.removeAddon(ordersDb);
              bench.simulator.inject({ on, action });
              // Of the project only the answer counts, not what is in it; and a list is what a list is asked for.
              if (
                on === "getProject"
                  ? sayingNothing.includes(what)
                  : on === "listBackups" && what === "200 with a list"
              ) {
                assert.equal(await orders.refresh(), false);
                return;
              }
              await assert.rejects(orders.refresh(), message);
              assert.ok(orders.state);
              assert.ok(bench.clock.now() < 200_000);
            }));
        }
      }

      it("nothing, because it is away", () =>
        withImport({}, async (bench, orders) => {
          await bench.simulator.pauseListening();
          await assert.rejects(
            orders.refresh(),
            /could not be reached \(ECONNREFUSED\); check northflank:apiUrl/,
          );
          await bench.simulator.resumeListening();
        }));
    });

    it("asks on the path of the team that the state names", () => {
      const token = { secret: defaultToken, label: "org", account: "acme", permissions: allPermissions };
      return onBench({ simulator: { tokens: [token] } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, teamId: "acme" });
        await orders.up();
        assert.equal(await orders.refresh(), true);
        await orders.destroy();
        assert.ok(
          bench.simulator.journal.entries.every(({ path }) =>
            path.startsWith("/v1/teams/acme/projects/shop"),
          ),
        );
        assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
      });
    });
  });

  describe("getting an import by id", () => {
    const get = (bench: Bench, id: string) => bench.startDynamic().read(id, { __provider: "text" });

    it("reads a backup that exists", () =>
      onBench({}, async (bench) => {
        const { id } = bench.simulator.world.addBackup(ordersDb, { name: "Precious" });
        const { props } = (await get(bench, `shop/orders-db/${id}`)) as { props: Record<string, unknown> };
        assert.equal(props["backupName"], "Precious");
        assert.equal(props["status"], "completed");
      }));

    it("fails when there is none: an empty answer would be taken for a resource", () =>
      onBench({}, async (bench) => {
        await assert.rejects(
          get(bench, "shop/orders-db/none"),
          /there is no backup "none" on addon "orders-db"; check the id/,
        );
      }));

    for (const id of ["none", "", "a/b", "a/b/c/d", "//", "shop/orders-db/"]) {
      it(`says what an id looks like when it is ${JSON.stringify(id)}`, () =>
        onBench({}, async (bench) => {
          await assert.rejects(
            get(bench, id),
            /the given id does not have the form "projectId\/addonId\/backupId"/,
          );
          assert.equal(bench.requests, 0);
        }));
    }

    it("never leaves the path of the API, whatever the id", () =>
      onBench({}, async (bench) => {
        for (const id of [
          "shop/../x",
          "shop/%2e%2e/x",
          "../../etc",
          "shop/orders-db/a?b=c#d",
          "shop/orders db/é",
        ]) {
          await assert.rejects(get(bench, id));
        }
        for (const { path } of bench.simulator.journal.entries)
          assert.match(path, /^\/v1\/projects\/[^/]+(\/addons\/[^/]+\/backups(\/[^/]+)?)?$/);
      }));
  });
});
