import assert from "node:assert/strict";
import { writeProgram } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { defaultToken, ordersDb } from "@test/simulator";
import type { StageSettings } from "../../stage/stage";
import { ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const program = ordersProgram("connectionString");

/** The stage's stack and another one, which differs from it only in this, import the same at the same time. */
async function playTogether(
  settings: StageSettings,
  other: { readonly stack?: string; readonly organization?: string },
): Promise<void> {
  await onStage(settings, { imports: 2, extraRequests: 20 }, async (stage) => {
    const { world, url } = stage.simulator;
    const token = { value: defaultToken, secret: true } as const;
    const folder = await writeProgram(program);
    const stack = await stage.openStack({
      programDir: folder.dir,
      config: { ...settings.config, "northflank:apiUrl": url, "northflank:apiToken": token },
      ...other,
    });
    try {
      const [ours, theirs] = await Promise.all([stage.run("up"), stack.up()]);
      assert.ok(ours.result.ok, ours.result.output);
      assert.ok(theirs.ok, theirs.output);
      assert.doesNotMatch(ours.result.output + theirs.output, /resumed the lost import/);
      const names = world.imports.map(({ name }) => name);
      assert.equal(new Set(names).size, 2, "each has a name of its own");

      const destroyed = await stack.destroy();
      assert.ok(destroyed.ok, destroyed.output);
      const left = world.backups(ordersDb).filter(({ name }) => names.includes(name));
      assert.equal(left.length, 1);
      const refresh = await stage.run("refresh");
      assert.deepEqual(
        refresh.result.steps.map(({ op }) => op),
        ["same"],
        "what is left is the stage's",
      );
    } finally {
      await stack.dispose();
      await folder.remove();
    }
  });
}

describe("two stacks that import the same into one addon at once", () => {
  forEachEngine((engine, rule) => {
    rule("have their own backup each, and neither deletes the other's", () =>
      playTogether(ordersSettings(engine, program), { stack: "other" }),
    );
  });

  it("have their own backup each also with equal names in two organisations", () =>
    playTogether(ordersSettings("in-process", program), { organization: "globex" }));
});
