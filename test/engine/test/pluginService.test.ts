import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newGoal, type OperationResult, type PluginService, RegistrationStack } from "..";
import type { Source } from "../core/run/deployment";
import type { GoalDraft } from "../core/state/goal";

const { newService } = createRequire(__filename)("./fixtures/plugin.cjs") as {
  newService: (options: { env: Record<string, string> }) => PluginService;
};

const TYPE = "testing:index:Thing";

const thing = (draft: Partial<GoalDraft>): Source => {
  const goal = newGoal({ type: TYPE, name: "a", version: "1.2.3", ...draft });
  return async (monitor) => {
    await monitor.registerResource(goal);
  };
};

const ops = ({ steps }: OperationResult): string[] => steps.map(({ op, name }) => `${op} ${name}`);

describe("a plugin that is a service in the engine's own process", () => {
  let folder: string;
  let stack: RegistrationStack;
  const plan = (told: object): void => {
    writeFileSync(join(folder, "plan.json"), JSON.stringify(told));
  };
  const calls = () =>
    readFileSync(join(folder, "journal"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plugin-service-"));
    const env = { THING_JOURNAL: join(folder, "journal"), THING_PLAN: join(folder, "plan.json") };
    plan({});
    stack = new RegistrationStack({ plugins: { testing: () => newService({ env }) } });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes a goal with a version, durations and an id to import", async () => {
    plan({ things: { "thing-1": { label: "a" } } });
    const made = await stack.up(thing({ properties: { label: "a" }, customTimeouts: { create: "30m" } }));
    assert.deepEqual(ops(made), ["create a"]);
    assert.equal(calls().find(({ call }) => call === "create")?.["timeout"], 1800);
    const imported = await stack.up(thing({ name: "b", properties: { label: "a" }, import: "thing-1" }));
    assert.deepEqual(ops(imported), ["import b", "delete a"]);
  });

  it("imports what no program names, protected, and a program that says the same changes nothing", async () => {
    plan({ things: { "thing-1": { label: "a", note: "one" } } });
    const imported = await stack.import([{ type: TYPE, name: "a", id: "thing-1", version: "1.2.3" }]);
    assert.deepEqual([imported.ok, ops(imported)], [true, ["import a"]]);
    const saved = stack.resources().find(({ type }) => type === TYPE);
    assert.deepEqual(
      [saved?.id, saved?.importID, saved?.protect, saved?.inputs],
      ["thing-1", "", true, { label: "a", note: "one" }],
    );
    const program = thing({
      properties: { label: "a", note: "one" },
      parent: saved?.parent ?? "",
      protect: true,
    });
    const withStack: Source = async (monitor) => {
      await monitor.registerResource(
        newGoal({ type: "pulumi:pulumi:Stack", name: "project-test", custom: false }),
      );
      await program(monitor);
    };
    assert.deepEqual(ops(await stack.preview(withStack, { expectNoChanges: true })), ["same a"]);
    const again = await stack.import([{ type: TYPE, name: "a", id: "thing-1", version: "1.2.3" }]);
    assert.match(again.output, /already exists/);
    const absent = await stack.import([{ type: TYPE, name: "c", id: "thing-2", version: "1.2.3" }]);
    assert.match(absent.output, /resource 'thing-2' does not exist/);
  });

  it("is missing for packages that nobody serves", async () => {
    const up = await stack.up(thing({ type: "other:index:Thing" }));
    assert.match(up.output, /no resource plugin 'pulumi-resource-other' found/);
  });
});
