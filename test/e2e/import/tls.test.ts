import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { beneathTls } from "@test/simulator";
import { onStage } from "../invariants";
import { assertDid, importIn, ordersProgram, ordersSettings } from "../ordersImport";

describe("over TLS, as the live API speaks it, an up", () => {
  forEachEngine((engine, rule) => {
    for (const fault of ["fatal alert after handling", "plain 502 after handling"]) {
      rule(`finds the import whose answer was lost, under a name of the user's: ${fault}`, async () => {
        const source = ordersProgram('connectionString, name: "Nightly orders"');
        const settings = { ...ordersSettings(engine, source), tls: true };
        await onStage(settings, { imports: 1, extraRequests: 20 }, async (stage) => {
          const action = beneathTls[fault];
          assert.ok(action);
          stage.simulator.inject({ on: "importBackup", action });
          const recording = await stage.run("up");
          assertDid(recording, "create");
          assert.equal(importIn(recording).outputs?.["uid"], stage.simulator.world.imports[0]?.uid);
        });
      });
    }
  });
});
