import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { EngineKind, Verb } from "@test/engine";
import { forRealProcesses } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Recording, Stage, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";

const password = "p4ss-of-the-legacy-db";

const program = (options = ""): string => `
const { AddonBackupImport } = require("pulumi-northflank");
const pulumi = require("@pulumi/pulumi");
const legacyDatabase = new pulumi.Config().requireSecret("legacyDatabase");
new AddonBackupImport("legacy-orders", {
  projectId: "shop", addonId: "orders-db", connectionString: legacyDatabase, ${options}
});`;

const sourceAt = (host: string) =>
  ({ value: `postgresql://app:${password}@${host}/orders`, secret: true }) as const;

const settings = (engine: EngineKind, source = program()): StageSettings => ({
  engine,
  program: { source },
  config: { legacyDatabase: sourceAt("db.example.com") },
  simulator: { scheduledSeconds: 1, importSeconds: 4 },
  secrets: [password],
});

describe("an engine that is killed", () => {
  forRealProcesses((engine, rule) => {
    const moments: Record<string, (stage: Stage) => boolean> = {
      "after the import was sent, before its id could be saved": ({ simulator }) =>
        simulator.journal.of("importBackup").length > 0,
      "while it waits for the import": ({ simulator }) => simulator.journal.of("getBackup").length >= 3,
    };
    for (const [moment, isThere] of Object.entries(moments)) {
      const test = moment.startsWith("after") ? it : rule;
      test(`${moment}: its provider stops, and the next up resumes that import`, async () => {
        await onStage(settings(engine), { imports: 1, extraRequests: 20 }, async (stage) => {
          await killed(stage, "up", isThere);
          const { result, imports, backups } = await stage.run("up");
          assert.ok(result.ok, result.output);
          assert.match(result.output, /resumed the lost import/);
          assert.equal(imports.length, 0);
          assert.deepEqual(
            backups.map(({ status }) => status),
            ["completed"],
          );
        });
      });
    }

    it("in the middle of a replacement: the next up finishes it, and nothing of either is left over", async () => {
      await onStage(settings(engine), { imports: 2, extraRequests: 20 }, async (stage) => {
        assert.ok((await stage.run("up")).result.ok);
        await stage.setConfig("legacyDatabase", sourceAt("db2.example.com"));
        await killed(stage, "up", ({ simulator }) => simulator.world.imports.length === 2);
        const { result, backups } = await stage.run("up");
        assert.ok(result.ok, result.output);
        assert.equal(backups.length, 1, "the old backup is deleted");
      });
    });

    it("while Northflank refuses for want of quota: nothing is imported after its death, and once by the next up", async () => {
      await onStage(settings(engine), { imports: 1, extraRequests: 20 }, async (stage) => {
        const refusal = { do: "turn-away", status: 429, seconds: 2, told: "retry-after-seconds" } as const;
        const rule = stage.simulator.inject({ on: "importBackup", action: refusal });
        await killed(stage, "up", ({ simulator }) => simulator.journal.of("importBackup").length > 0);
        rule.remove();
        // Longer than the refusal lasts: a provider that lived on would import now.
        await stage.time.sleep(10);
        assert.equal(stage.simulator.world.imports.length, 0);
        assert.ok((await stage.run("up")).result.ok);
      });
    });

    rule(
      "with a name that the user chose: nothing is adopted by it, and the next up says whose the name is",
      async () => {
        const named = settings(engine, program('name: "before-the-move",'));
        const strict = { ...named, simulator: { ...named.simulator, nameClash: "refuse" as const } };
        await onStage(strict, { imports: 1, extraRequests: 40 }, async (stage) => {
          await killed(stage, "up", ({ simulator }) => simulator.journal.of("getBackup").length > 0);
          const { result } = await stage.run("up");
          assert.ok(!result.ok);
          assert.match(result.output, /"before-the-move" is taken by the backup "before-the-move"/);
          const [orphan] = stage.simulator.world
            .backups(ordersDb)
            .filter(({ name }) => name === "before-the-move");
          assert.ok(orphan, "it is left alone");
          stage.simulator.world.removeBackup(ordersDb, orphan.id);
        });
      },
    );
  });
});

describe("Ctrl-C", () => {
  forRealProcesses((engine) => {
    it("lets the running import end and keeps it, and starts nothing new", async () => {
      const second = `${program()}
        const first = new AddonBackupImport("first", { projectId: "shop", addonId: "users-db", importUrl: "https://dumps.example.com/a.gz" });
        new AddonBackupImport("later", { projectId: "shop", addonId: "orders-db", importUrl: "https://dumps.example.com/b.gz" }, { dependsOn: first });`;
      await onStage(settings(engine, second), { imports: 3, extraRequests: 40 }, async (stage) => {
        const interrupt = new AbortController();
        const up = stage.run("up", { signal: interrupt.signal });
        await until(() => stage.simulator.world.imports.length === 2);
        interrupt.abort();
        const { result, imports } = await up;
        assert.ok(!result.ok);
        assert.equal(imports.length, 2, "what had not begun was not begun");
        const { result: next, imports: more } = await stage.run("up");
        assert.ok(next.ok, next.output);
        assert.equal(more.length, 1, "only what had not begun is imported now");
      });
    });
  });
});

/** Runs an operation and kills its engine as soon as the moment has come; returns when its provider is gone. */
async function killed(stage: Stage, verb: Verb, isThere: (stage: Stage) => boolean): Promise<Recording> {
  const kill = new AbortController();
  const running = stage.run(verb, { kill: kill.signal });
  await until(() => isThere(stage));
  kill.abort();
  const recording = await running;
  await until(async () => (await stage.providers()).length === 0);
  return recording;
}

/** Bounded by the test's own time limit. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(20);
}
