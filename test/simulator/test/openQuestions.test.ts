import assert from "node:assert/strict";
import { type OpenAnswers, openQuestions, ordersDb } from "..";
import type { PlainAnswer } from "../plainClient";
import { SimulatedApi } from "./simulatedApi";

const importUrl = "https://example.com/dump.gz";

interface BackupJson {
  id: string;
  status?: unknown;
  uid?: string;
  completedAt?: string | null;
  config: { source?: { type: string } };
}

describe("what the simulated API answers where the documentation is silent", () => {
  const api = new SimulatedApi();

  async function backup(id: string): Promise<BackupJson> {
    return ((await api.get(`/backups/${id}`)).json as { data: BackupJson }).data;
  }

  async function listed(): Promise<BackupJson[]> {
    return ((await api.get("/backups")).json as { data: { backups: BackupJson[] } }).data.backups;
  }

  describe("the answer to an import", () => {
    const expected: Record<OpenAnswers["importAnswer"], (answer: PlainAnswer) => void> = {
      id: ({ json }) => {
        assert.deepEqual(json, { data: { id: "orders" } });
      },
      backup: ({ json }) => {
        const { data } = json as { data: BackupJson };
        assert.deepEqual([data.id, data.status], ["orders", "in-progress"]);
      },
      "nested-backup": ({ json }) => {
        assert.equal((json as { data: { backup: BackupJson } }).data.backup.id, "orders");
      },
      "foreign-id": ({ json }) => {
        assert.match((json as { data: { id: string } }).data.id, /^[0-9a-f]{24}$/);
      },
      "no-id": ({ json }) => {
        assert.deepEqual(json, { data: {} });
      },
      "null-data": ({ json }) => {
        assert.deepEqual(json, { data: null });
      },
      "empty-body": ({ text }) => {
        assert.equal(text, "");
      },
      text: ({ text }) => {
        assert.equal(text, "OK");
      },
    };
    for (const importAnswer of openQuestions.importAnswer) {
      for (const importStatus of openQuestions.importStatus) {
        it(`is ${importAnswer} with ${importStatus}, and the import starts`, async () => {
          await api.start({ importAnswer, importStatus });
          const answer = await api.importNamed("orders");
          assert.equal(answer.status, importStatus);
          expected[importAnswer](answer);
          assert.deepEqual(
            api.simulator.world.imports.map(({ backupId }) => backupId),
            ["orders"],
          );
        });
      }
    }
  });

  describe("a name that is taken", () => {
    const expected: Record<OpenAnswers["nameClash"], [number, string[], string[]]> = {
      allow: [200, ["orders", "orders-2"], ["orders", "orders"]],
      rename: [200, ["orders", "orders-2"], ["orders", "orders-2"]],
      refuse: [409, ["orders"], ["orders"]],
    };
    for (const nameClash of openQuestions.nameClash) {
      it(`meets ${nameClash}`, async () => {
        await api.start({ nameClash });
        await api.importNamed("orders");
        const [status, ids, names] = expected[nameClash];
        assert.equal((await api.importNamed("orders")).status, status);
        assert.deepEqual(
          api.simulator.world.backups(ordersDb).map(({ id }) => id),
          ids,
        );
        assert.deepEqual(
          api.simulator.world.backups(ordersDb).map(({ name }) => name),
          names,
        );
      });
    }
  });

  describe("the id of a backup", () => {
    const expected: Record<OpenAnswers["backupId"], RegExp> = {
      slug: /^legacy-orders-2026-1$/,
      "numbered-slug": /^legacy-orders-2026-1-101$/,
      "object-id": /^[0-9a-f]{24}$/,
    };
    for (const backupId of openQuestions.backupId) {
      it(`is a ${backupId}`, async () => {
        await api.start({ backupId });
        await api.importNamed("Legacy Orders 2026/1");
        assert.match(api.simulator.world.imports[0]?.backupId ?? "", expected[backupId]);
      });
    }

    it("may lose the punctuation of the name", async () => {
      await api.start({ slugPunctuation: "removed" });
      await api.importNamed("orders 2026/1:2");
      assert.equal(api.simulator.world.imports[0]?.backupId, "orders-202612");
    });
  });

  it("has a uid or not", async () => {
    await api.start();
    await api.importNamed("orders");
    assert.equal((await backup("orders")).uid, api.simulator.world.imports[0]?.uid);
    assert.equal((await listed())[0]?.uid, api.simulator.world.imports[0]?.uid);
    api.simulator.settings.uid = "absent";
    assert.ok(!("uid" in (await backup("orders"))));
  });

  for (const uid of ["empty", "nil", "equal-for-all"] as const) {
    it(`may have the same uid as every other (${uid})`, async () => {
      await api.start({ uid });
      await api.importNamed("orders");
      await api.importNamed("users");
      const told = [...(await listed()), await backup("orders")].map((each) => each.uid);
      assert.equal(told.length, 3);
      assert.equal(new Set(told).size, 1);
      assert.equal(typeof told[0], "string");
    });
  }

  it("calls the source of an import by one of several types, or by none", async () => {
    await api.start();
    for (const [index, urlSourceType] of openQuestions.urlSourceType.entries()) {
      api.simulator.settings.urlSourceType = urlSourceType;
      await api.importNamed(`url ${index}`, { importUrl });
    }
    for (const [index, connectionSourceType] of openQuestions.connectionSourceType.entries()) {
      api.simulator.settings.connectionSourceType = connectionSourceType;
      await api.importNamed(`live ${index}`);
    }
    const types = (await listed()).map(({ id, config }) => [id, config.source?.type ?? "absent"]);
    assert.deepEqual(Object.fromEntries(types), {
      "url-0": "externalDump",
      "url-1": "fileUpload",
      "url-2": "absent",
      "live-0": "liveInstance",
      "live-1": "externalDump",
      "live-2": "absent",
    });
  });

  it("leaves completedAt out of what has not ended, or sets it to null", async () => {
    await api.start();
    await api.importNamed("orders");
    assert.ok(!("completedAt" in (await backup("orders"))));
    api.simulator.settings.unfinishedCompletedAt = "null";
    assert.equal((await listed())[0]?.completedAt, null);
  });

  it("gives a restore in lists the id that was answered, or another", async () => {
    await api.start({ importSeconds: 0 });
    await api.importNamed("orders");
    const answered = await api.send("POST", "/backups/orders/restore");
    const { restoreId } = (answered.json as { data: { restoreId: string } }).data;
    const idInList = async () =>
      ((await api.get("/backups/orders/restores")).json as { data: { restores: { id: string }[] } }).data
        .restores[0]?.id;
    assert.equal(await idInList(), restoreId);
    api.simulator.settings.restoreId = "object-id";
    assert.match((await idInList()) ?? "", /^[0-9a-f]{24}$/);
    assert.equal((await api.get(`/backups/orders/restores/${(await idInList()) ?? ""}/logs`)).status, 200);
  });

  it("says other words for a status, numbers, or nothing", async () => {
    await api.start();
    await api.importNamed("orders");
    api.simulator.settings.statusWords = { "in-progress": "copying" };
    assert.equal((await backup("orders")).status, "copying");
    api.simulator.settings.statusWords = { "in-progress": 3 };
    assert.equal((await backup("orders")).status, 3);
    api.simulator.settings.statusWords = { "in-progress": null };
    assert.ok(!("status" in (await backup("orders"))));
  });

  it("orders log lines either way", async () => {
    await api.start({ importSeconds: 0 });
    await api.importNamed("orders");
    const lines = async (query: string) =>
      ((await api.get(`/backups/orders/logs${query}`)).json as { data: { log: string }[] }).data;
    const forward = await lines("");
    api.simulator.settings.logOrder = "backward";
    assert.deepEqual(await lines(""), [...forward].reverse());
    assert.deepEqual(await lines("?direction=forward"), forward);
    assert.deepEqual(await lines("?lineLimit=1"), forward.slice(-1));
  });
});
