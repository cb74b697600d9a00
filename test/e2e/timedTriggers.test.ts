import assert from "node:assert/strict";
import { forEachEngine } from "../support/engine";
import { onStage } from "./invariants";
import { assertDid, opsOf, ordersProgram, ordersSettings } from "./ordersImport";

const since = (triggers: string): string => ordersProgram(`connectionString, triggers: ${triggers}`);
const at = (time: string): string => `{ list: [{ since: new Date("${time}") }] }`;

describe("triggers with a time in them", function () {
  this.timeout(120_000);

  forEachEngine((engine) => {
    it("import again when it changes, and are refused in an Output, of which nothing arrives", async () => {
      const settings = ordersSettings(engine, since(at("2026-01-15T10:00:00Z")));
      await onStage(settings, { imports: 2 }, async (stage) => {
        assertDid(await stage.run("up"), "create");
        await stage.write(since(at("2026-01-16T10:00:00Z")));
        const preview = await stage.run("preview");
        assert.ok(opsOf(preview).includes("replace"), preview.result.output);
        assert.equal((await stage.run("up")).result.ok, true);
        const later = `pulumi.output({ since: new Date() })`;
        await stage.write(
          `${since(at("2026-01-16T10:00:00Z"))}\nnew AddonBackupImport("more", { ...target, connectionString, triggers: ${later} });`,
        );
        const refused = await stage.run("preview");
        assert.equal(refused.result.ok, false);
        assert.match(refused.result.output, /triggers has an empty object in it/);
        await stage.write(since(at("2026-01-16T10:00:00Z")));
      });
    });
  });
});
