import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, opsOf, resource } from "./assertions";

export const replacement: Scenario[] = [
  {
    name: "creates the new one before it deletes the old one",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x" });`);
      const program = `new Thing("a", { label: "a", zone: "y" });`;
      const preview = await bench.preview(program);
      assert.deepEqual(opsOf(preview), ["create-replacement a", "replace a", "delete-replaced a"]);
      assert.deepEqual(preview.result.steps[1]?.replaceReasons, ["zone"]);
      assert.deepEqual(callsOf(preview), ["check", "diff", "check"]);
      assert.deepEqual(preview.calls[2]?.olds, {});
      const up = await bench.up(program);
      assert.deepEqual(callsOf(up), ["check", "diff", "check", "create", "created", "delete"]);
      assert.equal(up.result.changes["replace"], 1);
    },
  },
  {
    name: "deletes first when the provider wants that",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x", deleteFirst: true });`);
      const up = await bench.up(`new Thing("a", { label: "a", zone: "y", deleteFirst: true });`);
      assert.deepEqual(opsOf(up), ["delete-replaced a", "replace a", "create-replacement a"]);
      assert.deepEqual(callsOf(up), ["check", "diff", "check", "delete", "create", "created"]);
    },
  },
  {
    name: "lets the option have the last word on the order",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x" });`);
      const first = `new Thing("a", { label: "a", zone: "y" }, { deleteBeforeReplace: true });`;
      assert.equal(opsOf(await bench.up(first))[0], "delete-replaced a");
      const last = `new Thing("a", { label: "a", zone: "z", deleteFirst: true }, { deleteBeforeReplace: false });`;
      assert.equal(opsOf(await bench.up(last))[0], "create-replacement a");
    },
  },
  {
    name: "remembers that the old one is deleted when the create after it fails",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x", deleteFirst: true });`);
      const failed = await bench.up(
        `new Thing("a", { label: "a", zone: "y", deleteFirst: true, fail: "create" });`,
      );
      assert.equal(resource(failed, "a").pendingReplacement, true);
      const fixed = await bench.up(`new Thing("a", { label: "a", zone: "y", deleteFirst: true });`);
      assert.ok(!callsOf(fixed).includes("delete"));
      assert.equal(resource(fixed, "a").pendingReplacement, undefined);
    },
  },
  {
    name: "keeps the old one to be deleted later when its delete fails",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x", fail: "delete" });`);
      const up = await bench.up(`new Thing("a", { label: "a", zone: "y" });`);
      assert.equal(up.result.ok, false);
      const left = (up.state.deployment.resources ?? []).filter(({ urn }) => urn.endsWith("::a"));
      assert.deepEqual(left.map((state) => state.delete === true).sort(), [false, true]);
      assert.equal(
        opsOf(await bench.preview(`new Thing("a", { label: "a", zone: "y" });`)).at(-1),
        "delete-replaced a",
      );
    },
  },
  {
    name: "deletes dependents that must be replaced too before it deletes first",
    async run(bench) {
      const program = (zone: string) => `
        const a = new Thing("a", { label: "a", zone: "${zone}", deleteFirst: true });
        const b = new Thing("b", { label: "b", zone: a.serial });
        new Thing("c", { label: "c", note: b.serial });`;
      await bench.up(program("x"));
      const up = await bench.up(program("y"));
      assert.deepEqual(
        opsOf(up).filter((step) => step.startsWith("delete")),
        ["delete-replaced b", "delete-replaced a"],
      );
      assert.ok(opsOf(up).includes("update c"));
    },
  },
  {
    name: "replaces where replaceOnChanges says so",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one", map: { x: 1, y: 1 } });`);
      const options = `{ replaceOnChanges: ["map.x"] }`;
      const other = await bench.preview(
        `new Thing("a", { label: "a", note: "one", map: { x: 1, y: 2 } }, ${options});`,
      );
      assert.deepEqual(opsOf(other), ["update a"]);
      const named = await bench.up(
        `new Thing("a", { label: "a", note: "one", map: { x: 2, y: 1 } }, ${options});`,
      );
      assert.equal(opsOf(named)[0], "create-replacement a");
      assert.deepEqual(named.result.steps[0]?.detailedDiff, { "map.x": "update-replace" });
      const all = await bench.preview(
        `new Thing("a", { label: "a", note: "two", map: { x: 2, y: 1 } }, { replaceOnChanges: ["*"] });`,
      );
      assert.deepEqual(all.result.steps[0]?.replaceReasons, ["note"]);
    },
  },
  {
    name: "replaces on a changed replacementTrigger without asking the provider",
    async run(bench) {
      const program = (options: string) => `new Thing("a", { label: "a" }, ${options});`;
      await bench.up(program(`{ replacementTrigger: "one" }`));
      assert.deepEqual(opsOf(await bench.up(program(`{ replacementTrigger: "one" }`))), ["same a"]);
      const up = await bench.up(program(`{ replacementTrigger: pulumi.secret("two") }`));
      assert.equal(opsOf(up)[0], "create-replacement a");
      assert.ok(!callsOf(up).includes("diff"));
      assert.deepEqual(opsOf(await bench.up(program(`{ replacementTrigger: "two" }`))), ["same a"]);
      assert.deepEqual(opsOf(await bench.up(program(`{}`))), ["same a"]);
    },
  },
  {
    name: "replaces what --target-replace names, and blames its id",
    async run(bench) {
      const program = `new Thing("a", { label: "a" }); new Thing("b", { label: "b", note: "one" });`;
      const made = await bench.up(program);
      const urn = resource(made, "a").urn;
      const up = await bench.up(program.replace("one", "two"), { targetReplace: [urn] });
      assert.deepEqual(
        opsOf(up).filter((step) => step.endsWith(" a")),
        ["create-replacement a", "replace a", "delete-replaced a"],
      );
      assert.deepEqual(up.result.steps.find(({ op }) => op === "replace")?.replaceReasons, ["id"]);
      assert.equal(resource(up, "b").inputs?.["note"], "one");
    },
  },
  {
    name: "replaces what is tainted, once, as if --target-replace named it",
    async run(bench) {
      const program = `new Thing("a", { label: "a" });`;
      await bench.up(program);
      await bench.taint("a");
      const up = await bench.up(program);
      assert.deepEqual(opsOf(up), ["create-replacement a", "replace a", "delete-replaced a"]);
      assert.ok(!callsOf(up).includes("diff"));
      assert.deepEqual(up.result.steps.find(({ op }) => op === "replace")?.replaceReasons, ["id"]);
      assert.equal(resource(up, "a").taint, undefined);
      assert.deepEqual(opsOf(await bench.preview(program)), ["same a"]);
    },
  },
  {
    name: "takes over generated names until it has to replace",
    async run(bench) {
      const program = (zone: string) => `new Thing("a", { label: "a", zone: "${zone}", generate: true });`;
      const made = resource(await bench.up(program("x")), "a").inputs?.["name"];
      assert.equal(resource(await bench.up(program("x")), "a").inputs?.["name"], made);
      assert.notEqual(resource(await bench.up(program("y")), "a").inputs?.["name"], made);
    },
  },
];
