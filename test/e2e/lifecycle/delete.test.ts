import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb, ordersPath, send, usersDb } from "@test/simulator";
import type { Recording, Stage } from "../../stage/stage";
import { importsIn, ordersProgram, ordersSettings } from "../ordersImport";
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

function assertOk({ result }: Recording): void {
  assert.equal(result.ok, true, result.output);
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

describe("destroy", function () {
  this.timeout(300_000);

  forEachEngine((engine, rule) => {
    it("deletes what is ours in whatever state it is, leaves a namesake alone, and is clean when run again", async () => {
      const source = `${program({ gone: "{}", namesake: "{}", restored: "{}" })}
new AddonBackupImport("withoutAddon", { ...target, addonId: "users-db", connectionString });
new AddonBackupImport("running", { ...target, connectionString, name: "still-running", waitForCompletion: false });`;
      const base = ordersSettings(engine, source);
      const settings = { ...base, simulator: { ...base.simulator, restoreSeconds: 1, abortSeconds: 1 } };
      await onStage(settings, { imports: 6, extraRequests: 60 }, async (stage) => {
        const { world } = stage.simulator;
        world.setOutcome("still-running", "never-ends");
        const up = await stage.run("up");
        assertOk(up);
        world.removeBackup(ordersDb, idOf(up, "gone"));
        const theirs = world.replaceBackup(ordersDb, idOf(up, "namesake"));
        world.removeAddon(usersDb);
        await send(stage.simulator, "POST", `${ordersPath}/backups/${idOf(up, "restored")}/restore`);

        const destroy = await stage.run("destroy");
        assertOk(destroy);
        assert.match(destroy.result.output, /is not the one this resource imported .*left alone/);
        assert.deepEqual(
          destroy.backups.map(({ uid }) => uid),
          [theirs.uid],
        );
        assert.ok(destroy.requests.some(({ operation }) => operation === "abortBackup"));
        world.removeBackup(ordersDb, theirs.id);

        const again = await stage.run("destroy");
        assertOk(again);
        assert.deepEqual([again.requests, importsIn(again)], [[], []]);
      });
    });

    rule("keeps to protect, --target, retainOnDelete and deletedWith", async () => {
      const source = program({
        kept: "{ protect: true }",
        retained: "{ retainOnDelete: true }",
        along: "{ deletedWith: kept }",
      });
      await onStage(ordersSettings(engine, source), { imports: 4, extraRequests: 20 }, async (stage) => {
        const up = await stage.run("up");
        assertOk(up);
        const ids = Object.fromEntries(["kept", "retained", "along"].map((name) => [name, idOf(up, name)]));
        const targeted = await stage.run("destroy", { targets: [urnOf(up, "orders")] });
        assertOk(targeted);
        assert.deepEqual(targeted.backups.map(({ id }) => id).sort(), Object.values(ids).sort());

        const refused = await stage.run("destroy");
        assert.equal(refused.result.ok, false);
        assert.match(refused.result.output, /protect/);
        assert.ok(exists(stage, ids["kept"] ?? ""));

        await stage.unprotect();
        assertOk(await stage.run("destroy"));
        const left = Object.entries(ids).filter(([, id]) => exists(stage, id));
        assert.deepEqual(
          left.map(([name]) => name),
          ["retained", "along"],
        );
        for (const [, id] of left) stage.simulator.world.removeBackup(ordersDb, id);
        await stage.run("destroy");
      });
    });
  });
});

describe("a replacement that the provider is not asked about", function () {
  this.timeout(300_000);

  forEachEngine((engine, rule) => {
    rule(
      "by --target-replace or taint never costs the backup that it resumes, though it is cut off",
      async () => {
        const source = ordersProgram("connectionString");
        const failing = `${source}new AddonBackupImport("failing", { ...target, adoptBackupId: "nowhere" }, { dependsOn: orders });`;
        await onStage(ordersSettings(engine, source), { imports: 1, extraRequests: 20 }, async (stage) => {
          const up = await stage.run("up");
          const id = idOf(up, "orders");

          await stage.write(failing);
          await stage.taint("orders");
          const cutOff = await stage.run("up");
          assert.equal(cutOff.result.ok, false);
          assert.match(cutOff.result.output, /resumed the lost import .*--target-replace or a taint/);
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
      },
    );

    rule(
      "by replaceWith or a replacementTrigger imports anew, however young the old backup is, and deletes that",
      async () => {
        const versions = [1, 2].map((version) =>
          ordersProgram(`connectionString, triggers: [${version}]`, "{}").concat(`
new AddonBackupImport("along", { ...target, connectionString }, { replaceWith: [orders] });
new AddonBackupImport("triggered", { ...target, connectionString }, { replacementTrigger: ${version} });`),
        );
        const [before = "", after = ""] = versions;
        await onStage(ordersSettings(engine, before), { imports: 6, extraRequests: 20 }, async (stage) => {
          assertOk(await stage.run("up"));
          await stage.write(after);
          const up = await stage.run("up");
          assertOk(up);
          const replaced = up.result.steps.filter(({ op }) => op === "replace").map(({ name }) => name);
          assert.deepEqual(replaced.sort(), ["along", "orders", "triggered"]);
          assert.deepEqual(
            up.backups.map(({ uid }) => uid).sort(),
            up.imports.map(({ uid }) => uid).sort(),
            "what was replaced is deleted",
          );
        });
      },
    );
  });
});
