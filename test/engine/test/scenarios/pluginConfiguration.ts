import assert from "node:assert/strict";
import type { Observation } from "../../comparable";
import type { Scenario } from "./bench";
import { callsOf, isSecret, opsOf, resource } from "./assertions";

const configured = ({ calls }: Observation) =>
  calls.filter(({ call }) => call === "configure").map(({ variables }) => variables);

const PROGRAM = `new Tested("a", { label: "a" });`;

/** What a plugin is configured with, and what comes of another configuration. */
const scenarios: Omit<Scenario, "usesPlugins">[] = [
  {
    name: "gives the default provider of a version the package's own settings",
    config: { "testing:token": { value: "t0ken", secret: true }, "testing:region": "here", other: "no" },
    async run(bench) {
      const up = await bench.up(PROGRAM);
      assert.deepEqual(configured(up), [
        { "testing:config:token": "t0ken", "testing:config:region": "here" },
      ]);
      const { inputs } = resource(up, "default_1_2_3");
      assert.deepEqual(Object.keys(inputs ?? {}).sort(), ["__internal", "region", "token", "version"]);
      assert.ok(isSecret(inputs?.["token"]));
      assert.doesNotMatch(JSON.stringify(up.state), /t0ken/);
    },
  },
  {
    name: "updates or replaces a provider as the plugin says",
    config: { "testing:region": "here", "testing:token": "one" },
    async run(bench) {
      await bench.up(PROGRAM);
      await bench.setConfig("testing:token", "two");
      const update = await bench.up(PROGRAM);
      assert.deepEqual(opsOf(update), ["same a"]);
      await bench.setConfig("testing:note", "of no interest");
      const same = await bench.up(PROGRAM);
      assert.deepEqual(configured(same)[0]?.["testing:config:note"], undefined, "the old settings go on");
      await bench.setConfig("testing:region", "there");
      const replaced = await bench.up(PROGRAM);
      assert.ok(opsOf(replaced).includes("create-replacement a"));
      await bench.setConfig("testing:token", "three");
      const destroy = await bench.destroy();
      assert.deepEqual(configured(destroy)[0]?.["testing:config:token"], "two");
    },
  },
  {
    name: "stops at settings that the plugin refuses",
    config: { "testing:region": "nowhere" },
    async run(bench) {
      const refused = await bench.up(PROGRAM);
      assert.equal(refused.result.ok, false);
      assert.match(refused.result.output, /there is no such region/);
      await bench.setConfig("testing:region", "broken");
      assert.match((await bench.up(PROGRAM)).result.output, /the region cannot be checked/);
      await bench.setConfig("testing:region", "moved");
      assert.match((await bench.up(PROGRAM)).result.output, /attempted to change version/);
      await bench.setConfig("testing:region", "here");
      await bench.setConfig("testing:token", "bad");
      const bad = await bench.up(PROGRAM);
      assert.match(bad.result.output, /the token is bad/);
      assert.ok(!callsOf(bad).includes("check"));
    },
  },
  {
    name: "configures an explicit provider, and none whose settings are unknown",
    async run(bench) {
      const program = `
        const source = new Older("source", { label: "source" });
        const provider = new TestingProvider("mine", { region: source.serial }, { version: "1.2.3" });
        new Tested("a", { label: "a" }, { provider });`;
      const preview = await bench.preview(program);
      assert.ok(!preview.calls.some(({ news }) => news?.["label"] === "a"));
      const up = await bench.up(program);
      assert.equal(configured(up).length, 2);
      assert.ok(resource(up, "a").provider?.includes("::mine::"));
      await bench.destroy();
    },
  },
];

export const pluginConfiguration: Scenario[] = scenarios.map((scenario) => ({
  ...scenario,
  usesPlugins: true,
}));
