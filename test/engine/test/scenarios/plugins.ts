import assert from "node:assert/strict";
import type { Observation } from "../../comparable";
import type { Scenario } from "./bench";
import { callsOf, isSecret, opsOf, resource } from "./assertions";

/** The calls about resources: those about the configuration have scenarios of their own. */
const resourceCalls = (observation: Observation): string[] =>
  callsOf(observation).filter((call) => !/config/i.test(call));

function firstOf({ result }: Observation) {
  const [first] = result.steps;
  assert.ok(first !== undefined, "a step");
  return first;
}

/** What one resource of a plugin goes through. */
const scenarios: Omit<Scenario, "usesPlugins">[] = [
  {
    name: "shows and saves what the plugin says of differences",
    async run(bench) {
      await bench.up(`new Tested("a", { label: "a", note: "one", zone: "x" });`);
      const update = await bench.up(`new Tested("a", { label: "a", note: "two", zone: "x", more: 1 });`);
      assert.deepEqual(opsOf(update), ["update a"]);
      assert.deepEqual(firstOf(update).detailedDiff, { note: "update", more: "add" });
      assert.deepEqual(firstOf(update).diffs, ["more", "note"]);
      const replace = await bench.up(`new Tested("a", { label: "a", note: "two", zone: "y", more: 1 });`);
      assert.deepEqual(opsOf(replace), ["create-replacement a", "replace a", "delete-replaced a"]);
      assert.deepEqual(firstOf(replace).replaceReasons, ["zone"]);
      assert.deepEqual(firstOf(replace).detailedDiff, { zone: "update-replace" });
      const first = await bench.preview(
        `new Tested("a", { label: "a", note: "two", zone: "z", more: 1, deleteFirst: true });`,
      );
      assert.deepEqual(opsOf(first)[0], "delete-replaced a");
      await bench.destroy();
    },
  },
  {
    name: "replaces where the program says so, by the plugin's differences",
    async run(bench) {
      const program = (note: string) =>
        `new Tested("a", { label: "a", note: "${note}" }, { replaceOnChanges: ["note"] });`;
      await bench.up(program("one"));
      const replace = await bench.up(program("two"));
      assert.deepEqual(firstOf(replace).detailedDiff, { note: "update-replace" });
      assert.deepEqual(firstOf(replace).replaceReasons, ["note"]);
      const ignored = await bench.up(
        `new Tested("a", { label: "a", note: "three" }, { ignoreChanges: ["note"] });`,
      );
      assert.deepEqual(opsOf(ignored), ["same a"]);
    },
  },
  {
    name: "compares inputs itself where the plugin leaves it open",
    async run(bench) {
      await bench.up(`new Tested("a", { label: "a", answer: "unknown", note: "one" });`);
      const update = await bench.up(`new Tested("a", { label: "a", answer: "unknown", note: "two" });`);
      assert.deepEqual(firstOf(update).detailedDiff, { note: "update" });
    },
  },
  {
    name: "tells the plugin how long it may take",
    async run(bench) {
      const program = (note: string) => `
        new Tested("a", { label: "a", note: "${note}" },
          { customTimeouts: { create: "30m", update: "1h30m", delete: "90s" } });`;
      const timeouts = (observation: Observation) =>
        observation.calls.flatMap(({ call, timeout }) =>
          timeout === undefined ? [] : [`${call} ${timeout}`],
        );
      assert.deepEqual(timeouts(await bench.up(program("one"))), ["create 1800"]);
      assert.deepEqual(timeouts(await bench.up(program("two"))), ["update 5400"]);
      assert.deepEqual(timeouts(await bench.destroy()), ["delete 90"]);
    },
  },
  {
    name: "asks a plugin in previews what would come of it, when the plugin knows previews",
    async run(bench) {
      const program = (note: string) => `
        const a = new Tested("a", { label: "a", note: "${note}" });
        new Tested("b", { label: "b", note: a.serial, other: a.derived });
        new Older("c", { label: "c", note: "${note}" });
        exports.derived = a.derived;`;
      const preview = await bench.preview(program("one"));
      assert.deepEqual(
        preview.calls
          .filter(({ call }) => call === "create")
          .map((call) => [call.inputs?.["label"], call.preview]),
        [
          ["a", true],
          ["b", true],
        ],
      );
      await bench.up(program("one"));
      await bench.preview(program("two"));
    },
  },
  {
    name: "sends secrets in envelopes to who takes them, and gives others their secrets back by key",
    config: { password: { value: "hunter2", secret: true } },
    async run(bench) {
      const program = `
        const password = config.requireSecret("password");
        new Tested("a", { label: "a", password, nested: { deep: password, plain: "x" } });
        new Older("b", { label: "b", password, nested: { deep: password, plain: "x" } });`;
      const up = await bench.up(program);
      assert.doesNotMatch(JSON.stringify(up.state) + up.result.output, /hunter2/);
      const sent = up.calls.filter(({ call }) => call === "create");
      const received = (label: string) => sent.find(({ inputs }) => inputs?.["label"] === label)?.inputs;
      assert.equal(typeof received("a")?.["password"], "object");
      assert.equal(received("b")?.["password"], "hunter2");
      assert.ok(isSecret(resource(up, "a").outputs?.["hidden"]), "a secret of the plugin's own");
      assert.ok(!isSecret(resource(up, "b").outputs?.["hidden"]));
      assert.deepEqual(opsOf(await bench.up(program)).sort(), ["same a", "same b"]);
      await bench.refresh();
      await bench.destroy();
    },
  },
  {
    name: "reads with inputs and state for a refresh and for get",
    async run(bench) {
      const made = await bench.up(`new Tested("a", { label: "a", note: "one" });`);
      await bench.plan({ drift: { a: { note: "changed" } } });
      const refresh = await bench.refresh();
      assert.equal(resource(refresh, "a").inputs?.["note"], "changed");
      assert.deepEqual(firstOf(refresh).detailedDiff, { note: "update" });
      await bench.plan({ gone: ["a"] });
      assert.deepEqual(opsOf(await bench.refresh()), ["delete a"]);
      await bench.plan({});
      const get = await bench.up(`
        new Tested("got", { label: "got" }, { id: "${resource(made, "a").id}" });`);
      assert.equal(resource(get, "got").external, true);
    },
  },
  {
    name: "keeps what a plugin has made but not brought up, and updates it",
    async run(bench) {
      const failed = await bench.up(`new Tested("a", { label: "a", fail: "init" });`);
      assert.equal(failed.result.ok, false);
      assert.deepEqual(resource(failed, "a").initErrors, ["still pending"]);
      const again = await bench.up(`new Tested("a", { label: "a" });`);
      assert.deepEqual(opsOf(again), ["update a"]);
      const updated = await bench.up(`new Tested("a", { label: "a", fail: "init" });`);
      assert.deepEqual(resource(updated, "a").initErrors, ["still pending"]);
      const create = await bench.up(`new Tested("b", { label: "b", fail: "create" });`);
      assert.match(create.result.output, /create was told to fail/);
      const check = await bench.preview(`new Tested("b", { label: "b", fail: "check" });`);
      assert.match(check.result.output, /Thing resource 'b' has a problem: fail must not be check/);
    },
  },
  {
    name: "tells plugins of the user's Ctrl-C, and of their end",
    async run(bench) {
      const controller = new AbortController();
      const program = `new Tested("a", { label: "a", delay: 600_000 });`;
      const running = bench.up(program, { signal: controller.signal });
      await bench.called("create");
      controller.abort();
      const up = await running;
      assert.equal(up.result.ok, false);
      assert.deepEqual(resourceCalls(up), ["check", "create", "cancel", "cancel"]);
      assert.deepEqual(resource(up, "a").initErrors, ["canceled by the user"]);
      assert.deepEqual(opsOf(await bench.up(program)), ["update a"]);
    },
  },
  {
    name: "goes from the dynamic type to a plugin's by an alias, without a replacement",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "one" });`);
      const aliases = JSON.stringify([{ type: "pulumi-nodejs:dynamic/test:Thing" }]);
      const program = `new Tested("a", { label: "a", note: "one", __provider: undefined }, { aliases: ${aliases} });`;
      const preview = await bench.preview(program);
      const up = await bench.up(program);
      assert.deepEqual(opsOf(preview), opsOf(up));
      assert.ok(!callsOf(up).includes("create") && !callsOf(up).includes("delete"));
      assert.equal(resource(up, "a").type, "testing:index:Thing");
      assert.deepEqual(opsOf(await bench.up(program)), ["same a"]);
    },
  },
];

export const plugins: Scenario[] = scenarios.map((scenario) => ({ ...scenario, usesPlugins: true }));
