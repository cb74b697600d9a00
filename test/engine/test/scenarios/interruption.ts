import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, opsOf, resource } from "./assertions";

/** Ctrl-C, and what an engine that died has left. */
export const interruption: Scenario[] = [
  {
    name: "finishes what runs and starts nothing new on Ctrl-C",
    async run(bench) {
      const controller = new AbortController();
      const program = `
        const a = new Thing("a", { label: "a", delay: 1500 });
        new Thing("b", { label: "b", note: a.serial });`;
      const running = bench.up(program, { signal: controller.signal });
      await bench.called("create");
      controller.abort();
      const up = await running;
      assert.equal(up.result.ok, false);
      assert.deepEqual(callsOf(up), ["check", "create", "created"]);
      assert.ok(resource(up, "a").id);
      assert.deepEqual(up.state.deployment.pending_operations ?? [], []);
      assert.deepEqual(opsOf(await bench.up(program)), ["same a", "create b"]);
    },
  },
  {
    name: "leaves an interrupted create pending, warns of it, and creates again",
    async run(bench) {
      const state = await bench.upKilled(`new Thing("a", { label: "a", delay: 600_000 });`);
      const pending = state.deployment.pending_operations ?? [];
      assert.deepEqual(
        pending.map(({ type, resource: { urn } }) => `${type} ${urn.slice(-1)}`),
        ["creating a"],
      );
      assert.ok(bench.orphans().length > 0, "the provider goes on without its engine");
      const up = await bench.up(`new Thing("a", { label: "a" });`);
      assert.match(up.result.output, /1 pending operations from previous deployment/);
      assert.ok(callsOf(up).includes("create"));
      assert.equal(up.state.deployment.pending_operations?.length, 1);
    },
  },
  {
    name: "goes on after errors when asked to, with all that does not need what has failed, and deletes nothing",
    async run(bench) {
      const program = (zone: string, fail: string) => `
        const b = new Thing("b", { label: "b" });
        const a = new Thing("a", { label: "a", zone: "${zone}", ${fail} }, { dependsOn: b });
        const c = new Thing("c", { label: "c" }, { dependsOn: a });
        new Thing("d", { label: "d" }, { dependsOn: [b, ${fail === "" ? "c" : ""}] });`;
      const onwards = { continueOnError: true, parallel: 1 };
      await bench.up(program("one", ""));
      const failed = await bench.up(program("two", 'fail: "init"'), onwards);
      assert.equal(failed.result.ok, false);
      assert.deepEqual(opsOf(failed).sort(), ["create-replacement a", "same b", "same d"]);
      assert.ok(!callsOf(failed).includes("delete"));
    },
  },
];
