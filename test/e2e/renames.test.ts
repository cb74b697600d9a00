import assert from "node:assert/strict";
import { forEachEngine } from "../support/engine";
import { importIn, ordersProgram, ordersSettings } from "./ordersImport";
import { onStage } from "./invariants";

const component = `
class Database extends pulumi.ComponentResource {
  constructor(name) { super("acme:index:Database", name); }
}
const database = new Database("database");`;

const renamed = (source: string): string => source.replace('Import("orders"', 'Import("orders-renamed"');
const inComponent = (given: string, options: string): string =>
  renamed(ordersProgram(given, `{ parent: database${options} }`, component));

/** Each program is the one before it after one more move: [what, program, the step that it may take]. */
const moves: readonly (readonly [string, string, "same" | "update"])[] = [
  ["a name left out after it was given", ordersProgram("connectionString"), "same"],
  ["the default compression spelled out", ordersProgram('connectionString, compressionType: "gz"'), "same"],
  [
    "a rename with an alias",
    renamed(ordersProgram("connectionString", '{ aliases: [{ name: "orders" }] }')),
    "same",
  ],
  [
    "a move into a component with an alias",
    inComponent("connectionString", ", aliases: [{ parent: pulumi.rootStackResource }]"),
    "same",
  ],
  ["a team gained", inComponent('connectionString, teamId: "acme"', ""), "update"],
  ["a team lost", inComponent("connectionString", ""), "update"],
];

describe("renames and moves", function () {
  this.timeout(300_000);

  forEachEngine((engine) => {
    it(`import and replace nothing: ${moves.map(([what]) => what).join(", ")}`, async () => {
      const named = ordersSettings(engine, ordersProgram('connectionString, name: "before-the-move"'));
      await onStage(named, { imports: 1 }, async (stage) => {
        const { id } = importIn(await stage.run("up"));
        for (const [what, source, op] of moves) {
          await stage.write(source);
          const up = await stage.run("up");
          assert.equal(up.result.ok, true, up.result.output);
          const steps = up.result.steps.filter(({ type }) => type.endsWith(":AddonBackupImport"));
          assert.deepEqual([what, ...steps.map((step) => step.op)], [what, op], up.result.output);
          assert.equal(importIn(up).id, id);
          assert.deepEqual(up.requests, [], what);
        }
      });
    });
  });
});
