import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { isSecret, opsOf, resource } from "./assertions";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ENVELOPE = `{ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "env3lope" }`;

/** How secrets and unknown values travel. */
export const values: Scenario[] = [
  {
    name: "keeps secrets sealed in the state and out of the output, and follows their rotation",
    async run(bench) {
      const program = (password: string) => `
        const a = new Thing("a", {
          label: "a", password: pulumi.secret("${password}"), nested: { deep: pulumi.secret("d33p"), open: 1 },
          list: ["x", pulumi.secret("l1st")],
        });
        exports.password = a.password;`;
      const made = await bench.up(program("s3cret-one"));
      const { inputs, outputs } = resource(made, "a");
      assert.ok(isSecret(inputs?.["password"]) && isSecret(outputs?.["password"]));
      assert.ok(isSecret(outputs?.["nested"]) || isSecret((outputs?.["nested"] as { deep: unknown }).deep));
      assert.ok(isSecret(outputs?.["list"]));
      const rotated = await bench.up(program("s3cret-two"), { diff: true });
      assert.deepEqual(rotated.result.steps[0]?.diffs, ["password"]);
      for (const { result, state } of [made, rotated]) {
        assert.doesNotMatch(result.output + JSON.stringify(state), /s3cret|d33p|l1st/);
      }
      assert.equal(rotated.calls.at(-1)?.news?.["password"], "s3cret-two");
    },
  },
  {
    name: "sees no change in a value that became secret, and seals it",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", note: "same" });`);
      const up = await bench.up(`new Thing("a", { label: "a", note: pulumi.secret("same") });`);
      assert.deepEqual(opsOf(up), ["same a"]);
      assert.ok(isSecret(resource(up, "a").inputs?.["note"]));
    },
  },
  {
    name: "seals additional secret outputs, and what a provider wraps itself",
    async run(bench) {
      const program = `new Thing("a", { label: "a", note: "leaky", wrapped: ${ENVELOPE} },
        { additionalSecretOutputs: ["derived"] });`;
      const up = await bench.up(program);
      assert.ok(isSecret(resource(up, "a").outputs?.["derived"]));
      assert.ok(!isSecret(resource(up, "a").outputs?.["note"]));
      assert.deepEqual(opsOf(await bench.up(program)), ["same a"]);
      const changed = await bench.up(program.replace("leaky", "leakier"));
      assert.ok(isSecret(resource(changed, "a").outputs?.["derived"]));
    },
  },
  {
    name: "keeps what comes from a secret output secret in other resources",
    async run(bench) {
      const up = await bench.up(`
        const a = new Thing("a", { label: "a", password: pulumi.secret("p4ss") });
        new Thing("b", { label: "b", note: pulumi.interpolate\`user:\${a.password}\` });`);
      assert.ok(isSecret(resource(up, "b").inputs?.["note"]));
      assert.ok(!isSecret(resource(up, "b").outputs?.["derived"]), "a new name is not known to be secret");
    },
  },
  {
    name: "shows the provider what is not known yet, in previews only",
    async run(bench) {
      const program = (zone: string) => `
        const a = new Thing("a", { label: "a", zone: "${zone}" });
        const b = new Thing("b", { label: "b", note: a.serial, all: { s: a.serial, t: [a.serial] }, zone: "fix" });
        new Thing("c", { label: "c", zone: b.derived, kept: b.zone });`;
      const preview = await bench.preview(program("x"));
      const seen = preview.calls.find(({ news }) => news?.["label"] === "b")?.news;
      assert.equal(seen?.["note"], UNKNOWN);
      assert.deepEqual(seen["all"], { s: UNKNOWN, t: [UNKNOWN] });
      const up = await bench.up(program("x"));
      assert.doesNotMatch(JSON.stringify(up.calls), new RegExp(UNKNOWN));
      const replaced = await bench.preview(program("y"));
      assert.deepEqual(
        opsOf(replaced).filter((step) => step.startsWith("replace")),
        ["replace a", "replace c"],
      );
      await bench.up(program("y"));
    },
  },
  {
    name: "shows outputs as unknown to dependents in the preview of an update",
    async run(bench) {
      const program = (note: string) => `
        const a = new Thing("a", { label: "a", note: "${note}" });
        new Thing("b", { label: "b", note: a.derived, echoed: a.note });`;
      await bench.up(program("one"));
      const preview = await bench.preview(program("two"));
      const news = preview.calls.find(
        ({ call, news: { label } = {} }) => call === "diff" && label === "b",
      )?.news;
      assert.equal(news?.["note"], UNKNOWN);
      assert.equal(news["echoed"], "two");
    },
  },
  {
    name: "leaves ignored changes as they were",
    async run(bench) {
      const program = (note: string, x: number) =>
        `new Thing("a", { label: "a", note: "${note}", map: { x: ${x}, y: 1 } }, { ignoreChanges: ["note", "map.x"] });`;
      await bench.up(program("one", 1));
      const up = await bench.up(program("two", 2));
      assert.deepEqual(opsOf(up), ["same a"]);
      assert.deepEqual(resource(up, "a").inputs?.["map"], { x: 1, y: 1 });
      const removed = await bench.up(`new Thing("a", { label: "a" }, { ignoreChanges: ["note", "map"] });`);
      assert.deepEqual(opsOf(removed), ["same a"]);
      const everything = await bench.up(
        `new Thing("a", { label: "b", extra: 1 }, { ignoreChanges: ["*"] });`,
      );
      assert.deepEqual(opsOf(everything), ["same a"]);
    },
  },
];
