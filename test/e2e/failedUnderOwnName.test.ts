import assert from "node:assert/strict";
import { forEachEngine } from "../support/engine";
import { onStage } from "./invariants";

const password = "p4ss-of-the-legacy-db";

const source = `
const { AddonBackupImport } = require("pulumi-northflank");
const pulumi = require("@pulumi/pulumi");
new AddonBackupImport("orders", {
  projectId: "shop", addonId: "orders-db", name: "before-the-move",
  connectionString: new pulumi.Config().requireSecret("legacyDatabase"),
});`;

describe("an import that failed under the name that the user chose", function () {
  this.timeout(120_000);

  forEachEngine((engine) => {
    it("is deleted first, and imported again under its name by the next up", async () => {
      const simulator = { scheduledSeconds: 0, importSeconds: 0, nameClash: "refuse" } as const;
      const legacyDatabase = {
        value: `postgresql://app:${password}@db.example.com/orders`,
        secret: true,
      } as const;
      const settings = { engine, simulator, program: { source }, config: { legacyDatabase } };
      await onStage(
        { ...settings, secrets: [password] },
        { imports: 2, extraRequests: 20 },
        async (stage) => {
          stage.simulator.settings.outcome = "failed";
          assert.equal((await stage.run("up")).result.ok, false);
          stage.simulator.settings.outcome = "completed";
          const { result } = await stage.run("up");
          assert.ok(result.ok, result.output);
          const ops = result.steps.filter(({ urn }) => urn.endsWith("::orders")).map(({ op }) => op);
          assert.deepEqual(ops, ["delete-replaced", "replace", "create-replacement"]);
        },
      );
    });
  });
});
