import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb, ordersPath, send, usersDb } from "@test/simulator";
import type { Recording, Stage } from "../../stage/stage";
import { assertOk, assertSurvives, importsIn, ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

/** A program of several imports, each as `name: options`. */
const program = (imports: Record<string, string>, given = ""): string =>
  ordersProgram(
    "connectionString",
    "{}",
    Object.entries(imports)
      .map(
        ([name, options]) =>
          `const ${name} = new AddonBackupImport("${name}", { ...target, connectionString, ${given} }, ${options});`,
      )
      .join("\n"),
  );

/** Nothing was sent, and nothing is left in the state. */
function assertClean(recording: Recording): void {
  assertOk(recording);
  assert.deepEqual([recording.requests, importsIn(recording)], [[], []]);
}

function idOf(recording: Recording, name: string): string {
  const id = importsIn(recording).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs?.["backupId"];
  assert.ok(typeof id === "string");
  return id;
}

const urnOf = (recording: Recording, name: string): string =>
  importsIn(recording).find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? "";

const exists = ({ simulator }: Stage, id: string): boolean =>
  simulator.world.backups(ordersDb).some((backup) => backup.id === id);

describe("destroy", () => {
  forEachEngine((engine, rule) => {
    it("deletes what is ours in whatever state it is", async () => {
      const source = `${program({ gone: "{}", restored: "{}" })}
new AddonBackupImport("withoutAddon", { ...target, addonId: "users-db", connectionString });
new AddonBackupImport("running", { ...target, connectionString, name: "still-running", waitForCompletion: false });`;
      const base = ordersSettings(engine, source);
      const settings = { ...base, simulator: { ...base.simulator, restoreSeconds: 1, abortSeconds: 1 } };
      await onStage(settings, { imports: 5, extraRequests: 60 }, async (stage) => {
        const { world } = stage.simulator;
        world.setOutcome("still-running", "never-ends");
        const up = await stage.run("up");
        assertOk(up);
        world.removeBackup(ordersDb, idOf(up, "gone"));
        world.removeAddon(usersDb);
        await send(stage.simulator, "POST", `${ordersPath}/backups/${idOf(up, "restored")}/restore`);

        const destroy = await stage.run("destroy");
        assertOk(destroy);
        assert.deepEqual(destroy.backups, []);
        assert.ok(destroy.requests.some(({ operation }) => operation === "abortBackup"));
      });
    });

    rule("leaves a namesake alone, with a warning", async () => {
      const source = ordersProgram("connectionString");
      await onStage(ordersSettings(engine, source), { imports: 1, extraRequests: 20 }, async (stage) => {
        const up = await stage.run("up");
        assertOk(up);
        const theirs = stage.simulator.world.replaceBackup(ordersDb, idOf(up, "orders"));

        const destroy = await stage.run("destroy");
        assertOk(destroy);
        assert.match(destroy.result.output, /is not the one this resource imported .*left alone/);
        assert.deepEqual(
          destroy.backups.map(({ uid }) => uid),
          [theirs.uid],
        );
        stage.simulator.world.removeBackup(ordersDb, theirs.id);
        assertClean(await stage.run("destroy"));
      });
    });

    rule("does nothing when it is run again", async () => {
      const source = ordersProgram("connectionString");
      await onStage(ordersSettings(engine, source), { imports: 1 }, async (stage) => {
        assertOk(await stage.run("up"));
        assertOk(await stage.run("destroy"));
        assertClean(await stage.run("destroy"));
      });
    });

    rule("deletes with --target nothing else", async () => {
      const source = program({ kept: "{}", other: "{}" });
      await onStage(ordersSettings(engine, source), { imports: 3, extraRequests: 20 }, async (stage) => {
        const up = await stage.run("up");
        assertOk(up);
        const targeted = await stage.run("destroy", { targets: [urnOf(up, "orders")] });
        assertOk(targeted);
        const others = ["kept", "other"].map((name) => idOf(up, name));
        assert.deepEqual(targeted.backups.map(({ id }) => id).sort(), others.sort());
      });
    });

    rule("deletes what is protected only once it is not", async () => {
      const source = program({ kept: "{ protect: true }" });
      await onStage(ordersSettings(engine, source), { imports: 2, extraRequests: 20 }, async (stage) => {
        const up = await stage.run("up");
        assertOk(up);
        const refused = await stage.run("destroy");
        assert.equal(refused.result.ok, false);
        assert.match(refused.result.output, /protect/);
        assert.ok(exists(stage, idOf(up, "kept")));

        await stage.unprotect();
        const destroy = await stage.run("destroy");
        assertOk(destroy);
        assert.deepEqual(destroy.backups, []);
      });
    });

    for (const [option, options] of [
      ["retainOnDelete", "{ retainOnDelete: true }"],
      ["deletedWith", "{ deletedWith: kept }"],
    ] as const) {
      rule(`leaves a backup there by ${option}`, async () => {
        const source = program({ kept: "{}", left: options });
        await onStage(ordersSettings(engine, source), { imports: 3, extraRequests: 20 }, async (stage) => {
          const up = await stage.run("up");
          assertOk(up);
          await assertSurvives(stage, idOf(up, "left"));
          assert.equal(exists(stage, idOf(up, "kept")), false);
        });
      });
    }
  });
});

describe("a replacement that the provider is not asked about", () => {
  forEachEngine((engine, rule) => {
    rule("never costs the backup that it resumes, though it is cut off", async () => {
      const source = ordersProgram("connectionString");
      const failing = `${source}new AddonBackupImport("failing", { ...target, adoptBackupId: "nowhere" }, { dependsOn: orders });`;
      await onStage(ordersSettings(engine, source), { imports: 1, extraRequests: 20 }, async (stage) => {
        const up = await stage.run("up");
        const id = idOf(up, "orders");

        await stage.write(failing);
        await stage.taint("orders");
        const cutOff = await stage.run("up");
        assert.equal(cutOff.result.ok, false);
        assert.match(cutOff.result.output, /resumed the lost import .*--target-replace, a taint/);
        assert.deepEqual(
          importsIn(cutOff).map((state) => [state.id, state.delete === true]),
          [
            [`shop/orders-db/${id}`, false],
            [`shop/orders-db/${id}`, true],
          ],
          "the replaced one is still to be deleted",
        );

        await stage.write(source);
        const forced = await stage.run("up", { targetReplace: [urnOf(up, "orders")] });
        assertOk(forced);
        assert.match(forced.result.output, /is tracked by another resource in this program .*left alone/s);
        assert.ok(exists(stage, id));
        assert.equal(importsIn(forced).length, 1);
      });
    });

    for (const [option, optionsOf] of [
      ["replaceWith", () => "{ replaceWith: [orders] }"],
      ["a replacementTrigger", (version: number) => `{ replacementTrigger: ${version} }`],
    ] as const) {
      rule(`by ${option} deletes the old backup, however young it is`, async () => {
        const programOf = (version: number): string =>
          ordersProgram(`connectionString, triggers: [${version}]`, "{}").concat(`
new AddonBackupImport("along", { ...target, connectionString }, ${optionsOf(version)});`);
        const settings = ordersSettings(engine, programOf(1));
        await onStage(settings, { imports: 4, extraRequests: 20 }, async (stage) => {
          assertOk(await stage.run("up"));
          await stage.write(programOf(2));
          const up = await stage.run("up");
          assertOk(up);
          const replaced = up.result.steps.filter(({ op }) => op === "replace").map(({ name }) => name);
          assert.deepEqual(replaced.sort(), ["along", "orders"]);
          assert.deepEqual(
            up.backups.map(({ uid }) => uid).sort(),
            up.imports.map(({ uid }) => uid).sort(),
            "what was replaced is deleted",
          );
        });
      });
    }
  });
});
