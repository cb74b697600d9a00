import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { importIn, ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const component = `
class Database extends pulumi.ComponentResource {
  constructor(name) { super("acme:index:Database", name); }
}
const database = new Database("database");`;

const renamed = (source: string): string => source.replace('Import("orders"', 'Import("orders-renamed"');
const inComponent = (given: string, options: string): string =>
  renamed(ordersProgram(given, `{ parent: database${options} }`, component));

const byName = ordersProgram('connectionString, name: "before-the-move"');
const automatic = ordersProgram("connectionString");
const inTeam = inComponent('connectionString, teamId: "acme"', "");
const outOfTeam = inComponent("connectionString", "");

/** [what, the program before, the program after, the step that it may take] */
const moves: readonly (readonly [string, string, string, "same" | "update"])[] = [
  ["a name left out after it was given", byName, automatic, "same"],
  [
    "the default compression spelled out",
    automatic,
    ordersProgram('connectionString, compressionType: "gz"'),
    "same",
  ],
  [
    "a rename with an alias",
    automatic,
    renamed(ordersProgram("connectionString", '{ aliases: [{ name: "orders" }] }')),
    "same",
  ],
  [
    "a move into a component with an alias",
    renamed(automatic),
    inComponent("connectionString", ", aliases: [{ parent: pulumi.rootStackResource }]"),
    "same",
  ],
  ["a team gained", outOfTeam, inTeam, "update"],
  ["a team lost", inTeam, outOfTeam, "update"],
];

describe("a rename or a move imports and replaces nothing:", () => {
  forEachEngine((engine, rule) => {
    for (const [what, before, after, op] of moves) {
      rule(what, () =>
        onStage(ordersSettings(engine, before), { imports: 1 }, async (stage) => {
          const { id } = importIn(await stage.run("up"));
          await stage.write(after);
          const up = await stage.run("up");
          assert.equal(up.result.ok, true, up.result.output);
          const steps = up.result.steps.filter(({ type }) => type.endsWith(":AddonBackupImport"));
          assert.deepEqual(
            steps.map((step) => step.op),
            [op],
            up.result.output,
          );
          assert.equal(importIn(up).id, id);
          assert.deepEqual(up.requests, []);
        }),
      );
    }
  });
});
