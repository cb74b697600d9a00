import assert from "node:assert/strict";
import { stateVersion } from "../../../provider/lifecycle/state";
import type { Deployment, EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb, usersDb } from "@test/simulator";
import { Stage, type Recording } from "../../stage/stage";
import { record } from "../../states/record";
import { shapeOf } from "../../states/shape";
import { recordedState, settingsOf, stories, type Story } from "../../states/story";
import { restoreWorld } from "../../states/world";
import { assertImports, assertSecretsKept } from "../invariants";

/** A stack that an older release has left, with everything that it tells of on the addons. */
async function onOldStack(
  engine: EngineKind,
  story: Story,
  play: (stage: Stage) => Promise<void>,
  change: (state: Deployment) => void = () => undefined,
): Promise<void> {
  const stage = await Stage.open({
    ...settingsOf(engine, story),
    state: ({ world, url }) => {
      const state = recordedState(story, url);
      restoreWorld(world, state);
      change(state);
      return state;
    },
  });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
}

/** The first step of each import. */
const firstSteps = ({ result }: Recording): Record<string, string> =>
  Object.fromEntries(result.steps.map(({ name, op }) => [name, op] as const).reverse());

function expectedSteps({ needs, ...story }: Story): Record<string, string> {
  const resources = recordedState({ needs, ...story }).deployment.resources ?? [];
  const names = resources
    .filter(({ type }) => type.endsWith(":AddonBackupImport"))
    .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  return Object.fromEntries(names.map((name) => [name, needs.preview?.[name] ?? "same"]));
}

/** A replacement begins with the import. */
const begun = (op: string): string => (op === "create-replacement" ? "replace" : op);

function assertPreviewed(preview: Recording, story: Story): void {
  assert.equal(preview.result.ok, true, preview.result.output);
  const steps = Object.entries(firstSteps(preview)).map(([name, op]) => [name, begun(op)]);
  assert.deepEqual(Object.fromEntries(steps), expectedSteps(story), preview.result.output);
  assert.deepEqual(preview.requests, []);
}

const idsOn = ({ simulator }: Stage, addon: typeof ordersDb): string[] =>
  simulator.world.backups(addon).map(({ id }) => id);

const newest = Math.max(...stories.map((story) => story.stateVersion));

describe("the state of an import", () => {
  it("has a recording of the shape that this release writes", () => {
    assert.equal(
      newest,
      stateVersion,
      "raise stateVersion with the shape, and record it: test/states/README.md",
    );
  });

  for (const story of stories.filter((candidate) => candidate.stateVersion === newest)) {
    it(`is written in the recorded shape (${story.name}); another one needs a new stateVersion`, async () => {
      const { state, up } = await record("in-process", story);
      assert.deepEqual(shapeOf(state), shapeOf(recordedState(story)), up.result.output);
    });
  }

  forEachEngine((engine, rule) => {
    for (const story of stories) {
      rule(`of ${story.name} is read: previewed without a change, refreshed, destroyed`, async () => {
        await onOldStack(engine, story, async (stage) => {
          assertPreviewed(await stage.run("preview"), story);
          const refresh = await stage.run("refresh");
          assert.equal(refresh.result.ok, true, refresh.result.output);
          const refreshed = firstSteps(refresh);
          for (const [name, op] of Object.entries(expectedSteps(story))) {
            assert.ok(refreshed[name] === "same" || (op !== "same" && refreshed[name] === "update"), name);
          }
          assertPreviewed(await stage.run("preview"), story);
          const destroy = await stage.run("destroy");
          assert.equal(destroy.result.ok, true, destroy.result.output);
          assert.deepEqual(
            [...idsOn(stage, ordersDb), ...idsOn(stage, usersDb)].sort(),
            [...(story.needs.backups ?? []), "nightly-schedule"].sort(),
          );
          const evidence = await stage.conclude();
          assertImports(evidence, { imports: 0 });
          assertSecretsKept(evidence);
          assert.deepEqual(evidence.survivors, []);
        });
      });
    }

    it("that a newer release wrote is left alone, in one sentence", async () => {
      const [story] = stories;
      assert.ok(story);
      const ofTheFuture = ({ deployment }: Deployment): void => {
        for (const { outputs } of deployment.resources ?? []) {
          if (outputs?.["stateVersion"] !== undefined) outputs["stateVersion"] = stateVersion + 1;
        }
      };
      const play = async (stage: Stage): Promise<void> => {
        const destroy = await stage.run("destroy");
        assert.equal(destroy.result.ok, false);
        const { output } = destroy.result;
        assert.match(output, /was written by a newer release of pulumi-northflank .*install that release/);
        assert.ok(output.includes(`(version ${stateVersion + 1} of the state format`), output);
        assert.doesNotMatch(output, /^\s+at .+:\d+:\d+/m);
        assert.deepEqual(destroy.requests, []);
      };
      await onOldStack(engine, story, play, ofTheFuture);
    });
  });
});
