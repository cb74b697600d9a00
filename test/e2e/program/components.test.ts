import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { forEachEngine, forRealProcesses } from "../../stage/forEachEngine";
import type { Recording } from "../../stage/stage";
import { importsIn, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const head = `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");
const connectionString = new pulumi.Config().requireSecret("source");
const group = (name, parent) => new pulumi.ComponentResource("my:group:Group", name, {}, { parent });
const orders = (name, opts, args) =>
  new AddonBackupImport(name, { projectId: "shop", addonId: "orders-db", connectionString, ...args }, opts);
`;

const twoInOne = `${head}
const parent = group("group");
orders("one", { parent });
orders("two", { parent });`;

const oneInOne = `${head} orders("one", { parent: group("group") });`;

const outside = `${head}
orders("one");
orders("two");`;

const aliased = "aliases: [{ parent: pulumi.rootStackResource }]";

/** [where to, the program before, the program after] */
const moves: readonly (readonly [string, string, string])[] = [
  [
    "out of a component",
    twoInOne,
    `${head} const old = group("group");
     orders("one", { aliases: [{ parent: old }] });
     orders("two", { aliases: [{ parent: old }] });`,
  ],
  [
    "into a nested component",
    outside,
    `${head} const parent = group("new", group("outer"));
     orders("one", { parent, ${aliased} });
     orders("two", { parent, ${aliased} });`,
  ],
];

const nested = `${head}
const outer = group("outer");
const inner = group("inner", outer);
const one = orders("one", { parent: inner });
const two = orders("two", { parent: inner });
const beside = orders("beside", { parent: outer });
const after = orders("after", { parent: inner }, { triggers: [one.backupId, beside.createdAt] });
orders("child", { parent: after });
orders("alone", { dependsOn: [outer] });`;

const names = (text: string): string[] => text.split(" ").sort();

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** Which resources each import depends on, by the state. */
const dependencies = (recording: Recording): Record<string, string[]> =>
  Object.fromEntries(
    importsIn(recording).map(({ urn, dependencies = [] }) => [nameOf(urn), dependencies.map(nameOf).sort()]),
  );

const backups = (recording: Recording): Map<string, string | undefined> =>
  new Map(importsIn(recording).map(({ urn, id }) => [nameOf(urn), id]));

function assertUp({ result }: Recording): void {
  assert.equal(result.ok, true, result.output);
}

describe("imports in components", () => {
  forRealProcesses((engine, rule) => {
    rule("do not wait for a sibling that takes its time", () =>
      onStage(ordersSettings(engine, twoInOne), { imports: 2 }, async (stage) => {
        const { world } = stage.simulator;
        // No import ends before both have been started.
        world.setOutcome(() => true, "never-ends");
        const up = stage.run("up");
        const started = async (): Promise<void> => {
          while (world.imports.length < 2) await pause(20);
          world.setOutcome(() => true, "completed");
        };
        await Promise.race([up, started()]);
        assertUp(await up);
      }).then(() => undefined),
    );
  });

  forEachEngine((engine, rule) => {
    it("wait for exactly what the program makes them wait for, in any nesting", () =>
      onStage(ordersSettings(engine, nested), { imports: 6 }, async (stage) => {
        const up = await stage.run("up");
        assertUp(up);
        assert.deepEqual(dependencies(up), {
          one: [],
          two: [],
          beside: [],
          after: names("beside one"),
          child: [],
          alone: names("after beside one two"),
        });
      }).then(() => undefined));

    rule("leave each other alone when another one joins them", () =>
      onStage(ordersSettings(engine, oneInOne), { imports: 2 }, async (stage) => {
        const alone = await stage.run("up");
        assertUp(alone);
        await stage.write(twoInOne);
        const joined = await stage.run("up");
        assertUp(joined);
        assert.equal(joined.imports.length, 1);
        assert.equal(backups(joined).get("one"), backups(alone).get("one"));
      }).then(() => undefined),
    );

    for (const [what, before, after] of moves) {
      rule(`keep their backups when they move ${what} by alias`, () =>
        onStage(ordersSettings(engine, before), { imports: 2 }, async (stage) => {
          const made = await stage.run("up");
          assertUp(made);
          await stage.write(after);
          const moved = await stage.run("up");
          assertUp(moved);
          assert.deepEqual(moved.requests, []);
          assert.deepEqual(backups(moved), backups(made));
        }).then(() => undefined),
      );
    }

    rule("end with the parent's error when the parent fails", () =>
      onStage(
        ordersSettings(
          engine,
          `${head}
           const parent = orders("parent", {}, { name: "a name that is refused!" });
           orders("child", { parent });`,
        ),
        { imports: 0 },
        async (stage) => {
          const { result } = await stage.run("up");
          assert.equal(result.ok, false);
          assert.match(result.output, /name must be/);
        },
      ).then(() => undefined),
    );
  });
});
