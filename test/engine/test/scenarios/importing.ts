import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, opsOf, resource } from "./assertions";

const things = {
  "thing-00000001": { label: "a", note: "one" },
  "thing-00000002": { label: "a", note: "two" },
};

const program = (note: string, id = "thing-00000001") =>
  `new Tested("a", { label: "a", note: "${note}" }, { import: "${id}" });`;

/** The resource option `import`. */
const scenarios: Omit<Scenario, "usesPlugins">[] = [
  {
    name: "imports what is as the program says, and goes on with it",
    async run(bench) {
      await bench.plan({ things });
      const preview = await bench.preview(program("one"));
      assert.deepEqual(opsOf(preview), ["import a"]);
      const up = await bench.up(program("one"));
      assert.deepEqual(opsOf(up), ["import a"]);
      assert.deepEqual(
        up.calls.filter(({ call }) => call === "read").map(({ inputs, props }) => [inputs, props]),
        [[undefined, undefined]],
      );
      assert.equal(resource(up, "a").importID, "thing-00000001");
      assert.deepEqual(opsOf(await bench.up(program("one"))), ["same a"]);
      assert.deepEqual(opsOf(await bench.up(`new Tested("a", { label: "a", note: "one" });`)), ["same a"]);
    },
  },
  {
    name: "updates what it has imported to what the program says",
    async run(bench) {
      await bench.plan({ things });
      const up = await bench.up(program("other"));
      assert.deepEqual(opsOf(up), ["import a", "update a"]);
      assert.equal(resource(up, "a").outputs?.["derived"], "other!");
    },
  },
  {
    name: "imports nothing that is not there, or cannot be told",
    async run(bench) {
      await bench.plan({ things: { "thing-00000003": { label: "a", noInputs: true } } });
      const absent = await bench.up(program("one"));
      assert.match(absent.result.output, /resource 'thing-00000001' does not exist/);
      const mute = await bench.up(program("one", "thing-00000003"));
      assert.match(mute.result.output, /provider does not support importing resources/);
      assert.ok(!callsOf(mute).includes("create"));
    },
  },
  {
    name: "puts another import in the place of what it has, and replaces no import",
    async run(bench) {
      await bench.plan({ things });
      await bench.up(program("one"));
      const other = await bench.up(program("two", "thing-00000002"));
      assert.deepEqual(opsOf(other), ["import-replacement a", "replace a", "delete-replaced a"]);
      const zone = `new Tested("a", { label: "a", note: "two", zone: "x" }, { import: "thing-00000002" });`;
      const refused = await bench.up(zone);
      assert.equal(refused.result.ok, false);
      assert.match(refused.result.output, /previously-imported resources that still specify an ID may not/);
      assert.equal((await bench.preview(zone)).result.ok, true);
    },
  },
];

export const importing: Scenario[] = scenarios.map((scenario) => ({ ...scenario, usesPlugins: true }));
