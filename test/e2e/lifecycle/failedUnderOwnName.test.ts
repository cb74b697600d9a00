import assert from "node:assert/strict";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Recording, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";

const password = "p4ss-of-the-legacy-db";

/** Two imports have outputs of the first one among their triggers. */
const source = `
const { AddonBackupImport } = require("pulumi-northflank");
const pulumi = require("@pulumi/pulumi");
const connectionString = new pulumi.Config().requireSecret("legacyDatabase");
const target = { projectId: "shop", addonId: "orders-db", connectionString };
const a = new AddonBackupImport("a", { ...target, name: "before-the-move" });
new AddonBackupImport("b", { ...target, triggers: [a.createdAt] });
new AddonBackupImport("c", { ...target, triggers: [a.backupId] });`;

const settings = (engine: EngineKind): StageSettings => ({
  engine,
  simulator: { scheduledSeconds: 0, importSeconds: 0, nameClash: "refuse" },
  program: { source },
  config: {
    legacyDatabase: { value: `postgresql://app:${password}@db.example.com/orders`, secret: true },
  },
  secrets: [password],
});

const opsOf = ({ result }: Recording, name: string): string[] =>
  result.steps.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);

const createdAt = ({ state }: Recording, name: string): string => {
  const resource = state.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  return JSON.stringify(resource?.outputs?.["createdAt"]).slice(1, -1);
};

/** The imports that were taken, and the deletions, in their order. */
const done = ({ requests }: Recording): string[] =>
  requests.flatMap(({ operation = "", path, status, startedBackup }) => {
    if (operation === "deleteBackup") return [`delete ${path.split("/").pop() ?? ""}`];
    return operation === "importBackup" && status === 200 ? [`import ${startedBackup ?? ""}`] : [];
  });

describe("an import that failed under the name that the user chose", () => {
  forEachEngine((engine, rule) => {
    rule(
      "makes room for the next one, and costs no other resource its backup before that is replaced",
      async () => {
        await onStage(settings(engine), { imports: 5, extraRequests: 40 }, async (stage) => {
          const { world } = stage.simulator;
          const before = await stage.run("up");
          assert.equal(before.result.ok, true, before.result.output);
          // The import under the name fails only now, as one does that an earlier up did not wait for.
          const [failed] = world.backups(ordersDb).filter(({ name }) => name === "before-the-move");
          world.removeBackup(ordersDb, failed?.id ?? "");
          world.addBackup(ordersDb, {
            name: "before-the-move",
            sourceType: "liveInstance",
            status: "failed",
            createdAt: createdAt(before, "a"),
            ...(failed === undefined ? {} : { id: failed.id, uid: failed.uid }),
          });
          assert.equal((await stage.run("refresh")).result.ok, true);

          const preview = await stage.run("preview");
          assert.match(
            preview.result.output,
            /the last import failed \(backup "before-the-move" .*is deleted before the new import/,
          );

          const up = await stage.run("up");
          assert.equal(up.result.ok, true, up.result.output);
          const replaced = ["create-replacement", "delete-replaced", "replace"];
          for (const name of ["a", "b"]) assert.deepEqual(opsOf(up, name).sort(), replaced, name);
          // Northflank has given the id of the failed backup to the next one.
          assert.deepEqual(opsOf(up, "c"), ["same"]);
          const old = before.backups.find(({ name }) => name.startsWith("b-"))?.id ?? "";
          const [next = ""] = up.backups.filter(({ name }) => name.startsWith("b-")).map(({ id }) => id);
          const expected = [
            "delete before-the-move",
            "import before-the-move",
            `import ${next}`,
            `delete ${old}`,
          ];
          assert.deepEqual(done(up), expected);
          assert.doesNotMatch(up.result.output, /left alone/);
        });
      },
    );
  });
});
