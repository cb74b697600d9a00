import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, isSecret, opsOf, resource } from "./assertions";

/** Refresh, destroy and get: the state against the real things. */
export const reality: Scenario[] = [
  {
    name: "takes drift over on refresh, and the next update puts it right",
    async run(bench) {
      const program = `new Thing("a", { label: "a", note: "wanted", password: pulumi.secret("p4ss") });`;
      await bench.up(program);
      const calm = await bench.refresh();
      assert.deepEqual(opsOf(calm), ["same a"]);
      assert.deepEqual(callsOf(calm), ["read", "diff"]);
      await bench.plan({ drift: { a: { note: "drifted", added: true } } });
      const refresh = await bench.refresh();
      assert.deepEqual(opsOf(refresh), ["update a"]);
      assert.deepEqual(refresh.result.steps[0]?.detailedDiff, { added: "add", note: "update" });
      assert.equal(resource(refresh, "a").inputs?.["note"], "drifted");
      assert.ok(isSecret(resource(refresh, "a").outputs?.["password"]));
      const up = await bench.up(program);
      assert.deepEqual(up.result.steps[0]?.diffs, ["added", "note"]);
    },
  },
  {
    name: "drops what is gone on refresh, and the next update makes it again",
    async run(bench) {
      const program = `
        const a = new Thing("a", { label: "a" });
        new Thing("b", { label: "b" }, { dependsOn: a });`;
      await bench.up(program);
      await bench.plan({ gone: ["a"] });
      const preview = await bench.refresh({ previewOnly: true });
      assert.deepEqual(opsOf(preview).sort(), ["delete a", "same b"]);
      assert.ok(resource(preview, "a").id);
      const refresh = await bench.refresh();
      assert.equal(refresh.result.changes["delete"], 1);
      assert.equal(resource(refresh, "b").dependencies, undefined);
      await bench.plan({});
      assert.deepEqual(opsOf(await bench.up(program)), ["create a", "same b"]);
    },
  },
  {
    name: "clears failed initialisations on refresh",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", fail: "init" });`);
      const refresh = await bench.refresh();
      assert.equal(resource(refresh, "a").initErrors, undefined);
    },
  },
  {
    name: "refreshes the others when one cannot be read, and fails",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a" }); new Thing("b", { label: "b", note: "x" });`);
      await bench.plan({ unreadable: ["a"], drift: { b: { note: "drifted" } } });
      const refresh = await bench.refresh();
      assert.equal(refresh.result.ok, false);
      assert.equal(resource(refresh, "b").outputs?.["note"], "drifted");
    },
  },
  {
    name: "refreshes before an update when asked to",
    async run(bench) {
      const program = `new Thing("a", { label: "a", note: "wanted" }); new Thing("b", { label: "b" });`;
      await bench.up(program);
      await bench.plan({ gone: ["b"], drift: { a: { note: "drifted" } } });
      const preview = await bench.preview(program, { refresh: true });
      assert.equal(preview.result.changes["update"], 1);
      const up = await bench.up(program, { refresh: true });
      assert.ok(callsOf(up).includes("create") && callsOf(up).includes("update"));
      assert.equal(resource(up, "a").inputs?.["note"], "wanted");
    },
  },
  {
    name: "creates and changes nothing when a refresh runs the program",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one" }); new Thing("b", { label: "b" });`);
      await bench.plan({ drift: { a: { note: "drifted" } }, gone: ["b"] });
      await bench.preview(`new Thing("a", { label: "a", note: "two" }); new Thing("c", { label: "c" });`);
      const refresh = await bench.refresh({ runProgram: true });
      assert.ok(!callsOf(refresh).includes("create") && !callsOf(refresh).includes("update"));
      assert.equal(resource(refresh, "a").inputs?.["note"], "drifted");
      assert.ok(!(refresh.state.deployment.resources ?? []).some(({ urn }) => /::[bc]$/.test(urn)));
      const up = await bench.up(`new Thing("a", { label: "a", note: "one" });`, {
        refresh: true,
        runProgram: true,
      });
      assert.equal(resource(up, "a").inputs?.["note"], "one");
    },
  },
  {
    name: "reads with get in every operation, and never owns what it got",
    async run(bench) {
      const program = `
        const a = Thing.get("a", "some-id", { label: "a" });
        new Thing("b", { label: "b", note: a.serial });`;
      const preview = await bench.preview(program);
      assert.ok(callsOf(preview).includes("read"));
      const up = await bench.up(program);
      assert.equal(resource(up, "a").external, true);
      assert.equal(resource(up, "b").inputs?.["note"], "some-id");
      await bench.up(program);
      await bench.refresh();
      const destroy = await bench.destroy();
      assert.deepEqual(callsOf(destroy), ["delete"]);
    },
  },
  {
    name: "takes ownership of what it only read before, and gives it up again",
    async run(bench) {
      await bench.up(`Thing.get("a", "some-id", { label: "a" });`);
      const owned = await bench.up(`new Thing("a", { label: "a" });`);
      assert.equal(resource(owned, "a").external, undefined);
      assert.ok(!callsOf(owned).includes("delete"));
      const relinquished = await bench.up(`Thing.get("a", "other-id", { label: "a" });`);
      assert.ok(callsOf(relinquished).includes("delete"));
    },
  },
  {
    name: "fails to get what is not there",
    async run(bench) {
      await bench.plan({ unreadable: ["a"] });
      const up = await bench.up(`Thing.get("a", "some-id", { label: "a" });`);
      assert.equal(up.result.ok, false);
    },
  },
  {
    name: "stops a destroy at what cannot be deleted, and goes on next time",
    async run(bench) {
      await bench.up(`
        const a = new Thing("a", { label: "a", fail: "delete" });
        new Thing("b", { label: "b" }, { dependsOn: a });`);
      const destroy = await bench.destroy();
      assert.equal(destroy.result.ok, false);
      assert.deepEqual(callsOf(destroy), ["delete", "delete"]);
      assert.ok(resource(destroy, "a").id);
    },
  },
];
