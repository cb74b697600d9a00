import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { onStage } from "../invariants";
import { assertDid, opsOf, ordersProgram, ordersSettings } from "../ordersImport";

const since = (triggers: string): string => ordersProgram(`connectionString, triggers: ${triggers}`);
const at = (time: string): string =>
  `pulumi.output("all").apply(() => ({ list: [{ since: new Date("${time}") }] }))`;

const refused = [
  ["pulumi.output({ since: new Date() })", /triggers contains an empty object/],
  ["connectionString.apply(() => new Map([[1, 2]]))", /triggers contains an empty object/],
  ["new Set([1])", /triggers of AddonBackupImport "orders" is an object of class Set/],
] as const;

describe("triggers with a time in them", () => {
  forEachEngine((engine, rule) => {
    rule("import again when it changes", () =>
      onStage(ordersSettings(engine, since(at("2026-01-15T10:00:00Z"))), { imports: 2 }, async (stage) => {
        assertDid(await stage.run("up"), "create");
        await stage.write(since(at("2026-01-16T10:00:00Z")));
        const preview = await stage.run("preview");
        assert.ok(opsOf(preview).includes("replace"), preview.result.output);
        assert.equal((await stage.run("up")).result.ok, true);
      }),
    );

    for (const [triggers, says] of refused)
      rule(`are refused where nothing of them would arrive: ${triggers}`, () =>
        onStage(ordersSettings(engine, since(triggers)), { imports: 0 }, async (stage) => {
          const { result } = await stage.run("preview");
          assert.equal(result.ok, false);
          assert.match(result.output.replace(/\s+/g, " "), says);
          assert.doesNotMatch(result.output, /^\s+at .+:\d+/m);
        }),
      );
  });
});
