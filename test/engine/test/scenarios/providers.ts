import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, isSecret, opsOf, resource } from "./assertions";

const tokens = (calls: { call: string; token?: string | null }[]) =>
  calls.filter(({ token }) => token !== undefined).map(({ call, token }) => `${call} ${String(token)}`);

const explicit = (token: string) => `
  const provider = new ThingProvider("mine", { "test:token": pulumi.secret("${token}") });
  new Thing("a", { label: "a" }, { provider });`;

/** Which configuration reaches the provider, and when. */
export const providers: Scenario[] = [
  {
    name: "gives the default provider the whole configuration, and replays the last one without a program",
    config: { "test:token": { value: "t0ken-one", secret: true }, plain: "yes" },
    async run(bench) {
      const program = `new Thing("a", { label: "a" });`;
      const made = await bench.up(program);
      assert.deepEqual(tokens(made.calls), ["create t0ken-one"]);
      assert.ok(isSecret(resource(made, "default").inputs?.["test:token"]));
      await bench.setConfig("test:token", { value: "t0ken-two", secret: true });
      assert.deepEqual(tokens((await bench.refresh()).calls), ["read t0ken-one"]);
      assert.deepEqual(tokens((await bench.refresh({ runProgram: true })).calls), ["read t0ken-two"]);
      const up = await bench.up(program);
      assert.deepEqual(opsOf(up), ["same a"]);
      assert.deepEqual(tokens((await bench.refresh()).calls), ["read t0ken-two"]);
      await bench.setConfig("test:token", { value: "t0ken-three", secret: true });
      assert.deepEqual(tokens((await bench.destroy()).calls), ["delete t0ken-two"]);
    },
  },
  {
    name: "runs the program for a destroy when asked to, with today's configuration",
    config: { "test:token": "one" },
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a" }, { parent: new Group("g") });`);
      await bench.setConfig("test:token", "two");
      const destroy = await bench.destroy({ runProgram: true });
      assert.deepEqual(tokens(destroy.calls), ["delete two"]);
      assert.deepEqual(destroy.state.deployment.resources ?? [], []);
    },
  },
  {
    name: "gives an explicit provider its own configuration, in a process of its own",
    config: { "test:token": "default" },
    async run(bench) {
      const made = await bench.up(`${explicit("own")} new Thing("b", { label: "b" });`);
      assert.deepEqual(tokens(made.calls).sort(), ["create default", "create own"]);
      const changed = await bench.up(`${explicit("new")} new Thing("b", { label: "b" });`);
      assert.deepEqual(opsOf(changed).sort(), ["same a", "same b"]);
      assert.equal(changed.result.changes["update"], 1);
      assert.deepEqual(tokens((await bench.destroy()).calls).sort(), ["delete default", "delete new"]);
    },
  },
  {
    name: "does not ask a provider whose own configuration is unknown",
    async run(bench) {
      const program = `
        const source = new Thing("source", { label: "source" });
        const provider = new ThingProvider("mine", { "test:token": source.serial });
        new Thing("a", { label: "a" }, { provider });`;
      const preview = await bench.preview(program);
      assert.deepEqual(callsOf(preview), ["check"]);
      await bench.up(program);
      const changed = program.replace(`label: "source"`, `label: "source", zone: "y"`);
      assert.equal((await bench.preview(changed)).result.ok, true);
    },
  },
  {
    name: "does not replace what changes from one provider to another",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a" });`);
      const up = await bench.up(explicit("own"));
      assert.deepEqual(opsOf(up), ["same a"]);
      assert.ok(resource(up, "a").provider?.includes("::mine::"));
    },
  },
  {
    name: "tells what the provider says, and some of it only for the moment",
    needsProcesses: true,
    async run(bench) {
      const urn = "urn:pulumi:test::engine-test::pulumi-nodejs:dynamic/test:Thing::a";
      const words = [
        { severity: "INFO", message: "half done", urn, ephemeral: true },
        { severity: "WARNING", message: "it took long", urn },
        { severity: "INFO", message: "to whom it may concern" },
        { severity: "DEBUG", message: "only for the curious" },
      ];
      const program = `new Thing("a", { label: "a", says: ${JSON.stringify(words)}, prints: "printed" });`;
      const { result } = await bench.up(program);
      const told = result.diagnostics.find(({ message }) => message.includes("half done"));
      assert.deepEqual([told?.ephemeral, told?.urn], [true, urn]);
      for (const text of [/half done/, /warning: it took long/, /whom it may concern/, /printed/]) {
        assert.match(result.output, text);
      }
      const diagnostics = result.output.slice(result.output.indexOf("Diagnostics:"));
      assert.doesNotMatch(diagnostics, /half done/);
      assert.doesNotMatch(result.output, /only for the curious/);
    },
  },
  {
    name: "gives the program its configuration, secrets as secrets",
    config: { password: { value: "c0nfig", secret: true }, note: "plain" },
    async run(bench) {
      const up = await bench.up(`
        const a = new Thing("a", { label: "a", note: config.require("note"), password: config.requireSecret("password") });
        exports.both = pulumi.interpolate\`\${a.note} \${a.password}\`;`);
      assert.equal(up.calls.find(({ call }) => call === "create")?.inputs?.["password"], "c0nfig");
      assert.doesNotMatch(up.result.output + JSON.stringify(up.state), /c0nfig/);
      await bench.setConfig("note", "other");
      const changed = await bench.up(`new Thing("a", { label: "a", note: config.require("note") });`);
      assert.equal(resource(changed, "a").inputs?.["note"], "other");
    },
  },
  {
    name: "tells what the program says, and fails with it",
    async run(bench) {
      const up = await bench.up(`
        pulumi.log.warn("beware");
        new Thing("a", { label: "a" }).serial.apply(() => { throw new Error("too bad"); });`);
      assert.equal(up.result.ok, false);
      assert.match(up.result.output, /warning: beware/);
      assert.match(up.result.output, /too bad/);
      // With a real trace, Node.js 20 takes minutes and gigabytes to colour the node_modules in it.
      const thrown = await bench.preview(
        `throw Object.assign(new Error("at once"), { stack: "Error: at once" });`,
      );
      assert.equal(thrown.result.ok, false);
      assert.match(thrown.result.output, /at once/);
      const logged = await bench.preview(`pulumi.log.error("no good");`);
      assert.match(logged.result.output, /error: no good/);
      assert.equal(logged.result.ok, true, "an error in the log alone fails nothing");
    },
  },
  {
    name: "refuses two resources of one name",
    async run(bench) {
      const up = await bench.up(`
        const a = new Thing("a", { label: "a" });
        new Thing("a", { label: "a" }, { dependsOn: a });`);
      assert.equal(up.result.ok, false);
      assert.match(up.result.output, /Duplicate resource URN/);
    },
  },
];
