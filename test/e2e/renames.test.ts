import assert from "node:assert/strict";
import { forEachEngine } from "../support/engine";
import { importIn, ordersProgram, ordersSettings } from "./ordersImport";
import { onStage } from "./invariants";

const plain = ordersProgram("connectionString");
const renamed = (options: string, before = ""): string =>
  ordersProgram("connectionString", options, before).replace('Import("orders"', 'Import("orders-renamed"');

/** [rule, program before, program after] */
const moves: readonly (readonly [string, string, string])[] = [
  ["a rename with an alias", plain, renamed('{ aliases: [{ name: "orders" }] }')],
];

describe("renames and moves", function () {
  this.timeout(300_000);

  forEachEngine((engine) => {
    for (const [rule, before, after] of moves) {
      it(`imports and replaces nothing for ${rule}`, async () => {
        await onStage(ordersSettings(engine, before), { imports: 1 }, async (stage) => {
          const { id } = importIn(await stage.run("up"));
          await stage.write(after);
          const up = await stage.run("up");
          assert.equal(up.result.ok, true, up.result.output);
          const ops = up.result.steps.filter(({ type }) => type.endsWith(":AddonBackupImport"));
          assert.ok(
            ops.every(({ op }) => op === "same" || op === "update"),
            up.result.output,
          );
          assert.equal(importIn(up).id, id);
          assert.deepEqual(up.imports, []);
        });
      });
    }
  });
});
