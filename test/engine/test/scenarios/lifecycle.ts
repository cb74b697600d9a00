import assert from "node:assert/strict";
import { callsOf, opsOf, resource } from "./assertions";
import type { Scenario } from "./bench";

export const lifecycle: Scenario[] = [
  {
    name: "creates once, then changes nothing, then deletes",
    async run(bench) {
      const program = `const a = new Thing("a", { label: "a", note: "hello" }); exports.serial = a.serial;`;
      const preview = await bench.preview(program);
      assert.deepEqual(opsOf(preview), ["create a"]);
      assert.deepEqual(callsOf(preview), ["check"]);
      const up = await bench.up(program);
      assert.deepEqual(callsOf(up), ["check", "create", "created"]);
      assert.equal(resource(up, "a").outputs?.["derived"], "hello!");
      const again = await bench.up(program);
      assert.deepEqual(opsOf(again), ["same a"]);
      assert.deepEqual(callsOf(again), ["check", "diff"]);
      assert.deepEqual((await bench.preview(program, { expectNoChanges: true })).result.ok, true);
      const destroy = await bench.destroy();
      assert.deepEqual(opsOf(destroy), ["delete a"]);
      assert.deepEqual(callsOf(destroy), ["delete"]);
      assert.deepEqual(destroy.state.deployment.resources ?? [], []);
    },
  },
  {
    name: "updates in place, with the engine's own diff where the provider leaves it open",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one", list: [1, 2], map: { x: 1 } });`);
      const changed = `new Thing("a", { label: "a", note: "two", list: [1, 3, 4], map: { y: 1 }, more: true });`;
      const preview = await bench.preview(changed);
      const [step] = preview.result.steps;
      assert.equal(step?.op, "update");
      assert.deepEqual(step.diffs, ["list", "map", "more", "note"]);
      assert.deepEqual(step.detailedDiff, {
        "list[1]": "update",
        "list[2]": "add",
        "map.x": "delete",
        "map.y": "add",
        more: "add",
        note: "update",
      });
      assert.match(preview.result.output, /\[diff: \+more~list,map,note\]/);
      const up = await bench.up(changed);
      assert.deepEqual(callsOf(up), ["check", "diff", "update"]);
      assert.equal(resource(up, "a").outputs?.["derived"], "two!");
    },
  },
  {
    name: "keeps outputs and takes new inputs when the provider sees no change",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one" });`);
      const up = await bench.up(`new Thing("a", { label: "a", note: "two", answer: "none" });`);
      assert.deepEqual(opsOf(up), ["same a"]);
      assert.equal(resource(up, "a").inputs?.["note"], "two");
      assert.equal(resource(up, "a").outputs?.["note"], "one");
    },
  },
  {
    name: "says only that something changed when the provider says only that",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one" });`);
      const program = `new Thing("a", { label: "a", note: "two", answer: "some" }, { replaceOnChanges: ["*"] });`;
      const preview = await bench.preview(program);
      assert.deepEqual(opsOf(preview), ["update a"]);
      assert.deepEqual(preview.result.steps[0]?.diffs, []);
    },
  },
  {
    name: "drops the provider's replace keys when the engine's own diff is empty",
    async run(bench) {
      const program = `new Thing("a", { label: "a", answer: "spurious" });`;
      await bench.up(program);
      assert.deepEqual(opsOf(await bench.preview(program)), ["same a"]);
    },
  },
  {
    name: "leaves nothing in the state when create fails",
    async run(bench) {
      const up = await bench.up(`new Thing("a", { label: "a", fail: "create" });`);
      assert.equal(up.result.ok, false);
      assert.equal(up.result.steps[0]?.failed, true);
      assert.ok(up.result.diagnostics.some(({ message }) => message.includes("create was told to fail")));
      assert.ok(!(up.state.deployment.resources ?? []).some(({ urn }) => urn.endsWith("::a")));
    },
  },
  {
    name: "does not get past a failed check",
    async run(bench) {
      const preview = await bench.preview(`new Thing("a", { label: "a", fail: "check" });`);
      assert.equal(preview.result.ok, false);
      assert.match(preview.result.output, /Thing resource 'a' has a problem: fail must not be check/);
      const named = await bench.up(`new Thing("a", { label: "a", fail: pulumi.secret("checkProperty") });`);
      assert.deepEqual(callsOf(named), ["check"]);
      assert.match(named.result.output, /property fail value .*checkProperty.* has a problem: not this/);
    },
  },
  {
    name: "keeps what did not come up, and gives it an empty update",
    async run(bench) {
      const broken = await bench.up(`new Thing("a", { label: "a", note: "x", fail: "init" });`);
      assert.equal(broken.result.ok, false);
      assert.deepEqual(resource(broken, "a").initErrors, ["still pending"]);
      assert.equal(resource(broken, "a").outputs?.["status"], "pending");
      const still = await bench.up(`new Thing("a", { label: "a", note: "x", fail: "init" });`);
      assert.equal(still.result.ok, false);
      assert.deepEqual(opsOf(still), ["update a"]);
      const fixed = await bench.up(`new Thing("a", { label: "a", note: "x" });`);
      assert.deepEqual(callsOf(fixed), ["check", "diff", "update"]);
      assert.equal(resource(fixed, "a").initErrors, undefined);
    },
  },
  {
    name: "keeps the old inputs when an update does not come up",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one" });`);
      const failed = await bench.up(`new Thing("a", { label: "a", note: "two", fail: "init" });`);
      assert.equal(resource(failed, "a").inputs?.["note"], "one");
      assert.equal(resource(failed, "a").outputs?.["status"], "pending");
      const refused = await bench.up(`new Thing("a", { label: "a", note: "three", fail: "update" });`);
      assert.equal(refused.result.ok, false);
      assert.equal(resource(refused, "a").inputs?.["note"], "one");
    },
  },
];
