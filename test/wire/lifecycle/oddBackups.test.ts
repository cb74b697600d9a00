import assert from "node:assert/strict";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

/** Northflank may answer what nobody would make an id or a uid of; the import is ours all the same. */
const odd: Readonly<Record<string, object>> = {
  "an id with marks": { id: "nightly+orders=1", name: "nightly" },
  "an id with blanks": { id: "nightly orders", name: "nightly" },
  "a uid with marks": { id: "nightly", name: "nightly", uid: "ab+/c=d?!" },
};

forEachTransport(({ onBench }) => {
  describe("an import whose answer is lost is found, and not sent again, under", () => {
    for (const [what, told] of Object.entries(odd))
      it(what, () =>
        onBench({}, async (bench) => {
          const backup = {
            status: "completed",
            createdAt: "2026-01-15T10:00:00Z",
            uid: "0b6e5c1a-77",
            ...told,
          };
          bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: true } });
          const list = { do: "answer", status: 200, body: { data: { backups: [backup] } } } as const;
          bench.simulator.inject({ on: "listBackups", nth: 2, times: 50, action: list });
          bench.simulator.inject({
            on: "getBackup",
            action: { do: "answer", status: 200, body: { data: backup } },
          });
          const orders = bench.declare("nightly", { ...liveSource, name: "nightly" });
          assert.equal(await orders.up(), "created");
          assert.equal(bench.simulator.journal.of("importBackup").length, 1);
          assert.equal(orders.outputs["backupId"], (told as { id: string }).id);
        }),
      );
  });
});
