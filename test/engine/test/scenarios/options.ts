import assert from "node:assert/strict";
import type { Scenario } from "./bench";
import { callsOf, opsOf, resource } from "./assertions";

export const options: Scenario[] = [
  {
    name: "puts the types of components into the URNs of what is inside them",
    async run(bench) {
      const up = await bench.up(`
        const outer = new Group("outer");
        const inner = new Group("inner", { parent: outer });
        new Thing("a", { label: "a" }, { parent: inner });`);
      assert.match(
        resource(up, "a").urn,
        /test:index:Group\$test:index:Group\$pulumi-nodejs:dynamic\/test:Thing::a$/,
      );
      assert.equal(resource(up, "a").parent, resource(up, "inner").urn);
      await bench.destroy();
    },
  },
  {
    name: "finds a renamed resource by its aliases",
    async run(bench) {
      await bench.up(`new Thing("old", { label: "a" });`);
      const renamed = await bench.up(`new Thing("new", { label: "a" }, { aliases: [{ name: "old" }] });`);
      assert.deepEqual(opsOf(renamed), ["same new"]);
      const { urn } = resource(renamed, "new");
      const byUrn = await bench.up(
        `new Thing("newer", { label: "a" }, { aliases: [${JSON.stringify(urn)}] });`,
      );
      assert.deepEqual(opsOf(byUrn), ["same newer"]);
      const moved = await bench.up(`
        const group = new Group("group");
        new Thing("newer", { label: "a" }, { parent: group, aliases: [{ parent: pulumi.rootStackResource }] });`);
      assert.ok(!callsOf(moved).includes("create") && !callsOf(moved).includes("delete"));
    },
  },
  {
    name: "renames what is inside a renamed component along with it",
    async run(bench) {
      const program = (name: string, opts: string) => `
        const group = new Group("${name}", ${opts});
        const a = new Thing("${name}-a", { label: "a" }, { parent: group });
        new Thing("b", { label: "b", note: a.serial }, { parent: group });`;
      await bench.up(program("one", "{}"));
      const renamed = await bench.up(program("two", `{ aliases: [{ name: "one" }] }`));
      assert.deepEqual(opsOf(renamed), ["same two", "same two-a", "same b"]);
      assert.equal(resource(renamed, "b").dependencies?.[0], resource(renamed, "two-a").urn);
      assert.deepEqual(opsOf(await bench.up(program("two", "{}"))), ["same two", "same two-a", "same b"]);
    },
  },
  {
    name: "creates anew what was renamed without an alias",
    async run(bench) {
      await bench.up(`new Thing("old", { label: "a" });`);
      const up = await bench.up(`new Thing("new", { label: "a" });`);
      assert.deepEqual(opsOf(up), ["create new", "delete old"]);
    },
  },
  {
    name: "leaves the real thing alone with retainOnDelete",
    async run(bench) {
      await bench.up(
        `new Thing("a", { label: "a" }, { retainOnDelete: true }); new Thing("b", { label: "b" });`,
      );
      const up = await bench.up(`new Thing("b", { label: "b" });`);
      assert.deepEqual(opsOf(up), ["same b", "delete a"]);
      assert.ok(!callsOf(up).includes("delete"));
    },
  },
  {
    name: "neither deletes nor replaces what is protected",
    async run(bench) {
      await bench.up(`new Thing("a", { label: "a", zone: "x" }, { protect: true });`);
      const replace = await bench.up(`new Thing("a", { label: "a", zone: "y" }, { protect: true });`);
      assert.equal(replace.result.ok, false);
      assert.ok(!callsOf(replace).includes("create"));
      const preview = await bench.preview(`new Thing("a", { label: "a", zone: "y" }, { protect: true });`);
      assert.equal(preview.result.ok, false);
      const destroy = await bench.destroy();
      assert.equal(destroy.result.ok, false);
      assert.deepEqual(callsOf(destroy), []);
      const freed = await bench.up(`new Thing("a", { label: "a", zone: "y" });`);
      assert.equal(freed.result.ok, true);
    },
  },
  {
    name: "does not delete what goes with something else",
    async run(bench) {
      await bench.up(`
        const a = new Thing("a", { label: "a" });
        new Thing("b", { label: "b" }, { deletedWith: a });`);
      const destroy = await bench.destroy();
      assert.deepEqual(
        destroy.calls.map(({ props }) => props?.["label"]),
        ["a"],
      );
    },
  },
  {
    name: "replaces along with what a resource is to be replaced with",
    async run(bench) {
      const program = (zone: string) => `
        const a = new Thing("a", { label: "a", zone: "${zone}" });
        const b = new Thing("b", { label: "b" }, { replaceWith: [a] });
        new Thing("c", { label: "c" }, { deletedWith: b });`;
      await bench.up(program("x"));
      const up = await bench.up(program("y"));
      const reasons = up.result.steps
        .filter(({ op }) => op === "replace")
        .map(({ name, replaceReasons }) => [name, ...replaceReasons]);
      assert.deepEqual(reasons, [
        ["a", "zone"],
        ["b", "replaceWith"],
        ["c", "deletedWith"],
      ]);
    },
  },
  {
    name: "deletes dependents before what they depend on",
    async run(bench) {
      await bench.up(`
        const a = new Thing("a", { label: "a" });
        const b = new Thing("b", { label: "b" }, { dependsOn: a });
        new Thing("c", { label: "c", note: b.serial });`);
      const destroy = await bench.destroy();
      assert.deepEqual(opsOf(destroy), ["delete c", "delete b", "delete a"]);
    },
  },
  {
    name: "makes independent resources at the same time, within --parallel",
    async run(bench) {
      const program = `for (const label of ["a", "b", "c"]) new Thing(label, { label, delay: 400 });`;
      const together = await bench.up(program);
      assert.deepEqual(
        callsOf(together)
          .filter((call) => call.startsWith("create"))
          .slice(0, 3),
        ["create", "create", "create"],
      );
      await bench.destroy();
      const alone = await bench.up(program, { parallel: 1 });
      assert.deepEqual(
        callsOf(alone).filter((call) => call.startsWith("create")),
        [...["create", "created", "create", "created", "create", "created"]],
      );
    },
  },
  {
    name: "touches only targets",
    async run(bench) {
      const program = (note: string) => `
        new Thing("a", { label: "a", note: "${note}" });
        new Thing("b", { label: "b", note: "${note}" });`;
      const made = await bench.up(program("one"));
      const targets = [resource(made, "a").urn];
      const up = await bench.up(program("two") + `new Thing("c", { label: "c" });`, { targets });
      assert.equal(resource(up, "a").inputs?.["note"], "two");
      assert.equal(resource(up, "b").inputs?.["note"], "one");
      await bench.refresh({ targets });
      const destroy = await bench.destroy({ targets });
      assert.deepEqual(
        destroy.calls.map(({ props }) => props?.["label"]),
        ["a"],
      );
    },
  },
];
