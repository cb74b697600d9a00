import assert from "node:assert/strict";
import { openQuestions } from "@test/simulator";
import type { Bench } from "../bench/bench";
import type { DeclaredImport, Options } from "../bench/declaredImport";
import { forEachTransport } from "../bench/forEachTransport";
import { itIfTold } from "../bench/itIfTold";
import { loseImport, minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

const inStack = (stack: string): Options => ({
  resourceUrn: `urn:pulumi:${stack}::shop::pulumi-nodejs:dynamic/northflank:AddonBackupImport::legacy-orders`,
});

/** Pairs of stacks that declare the same resource on one addon, and that a pure check can tell apart. */
const pairs: Readonly<Record<string, readonly [Options, Options]>> = {
  "of one project": [inStack("dev"), inStack("production")],
  "of equal names in two organisations": [{ organization: "acme" }, { organization: "globex" }],
};

function declareBoth(
  bench: Bench,
  options: readonly [Options, Options],
): readonly [DeclaredImport, DeclaredImport] {
  const [one, other] = options;
  return [bench.declare("legacy-orders", liveSource, one), bench.declare("legacy-orders", liveSource, other)];
}

/** Each has its own, and destroys nothing else. */
async function assertApart(
  bench: Bench,
  [one, other]: readonly [DeclaredImport, DeclaredImport],
): Promise<void> {
  const [first, second] = [one, other].map(({ outputs }) => String(outputs["uid"]));
  assert.deepEqual(uids(bench).sort(), [first, second].sort());
  assert.notEqual(first, second);
  assert.equal(bench.imports.length, 2);
  for (const declared of [one, other]) assert.equal(await declared.up(), "same");
  await one.destroy();
  assert.deepEqual(uids(bench), [second]);
  assert.equal(await other.refresh(), true);
  await other.destroy();
  assert.deepEqual(uids(bench), []);
  assert.deepEqual(bench.warnings, []);
}

forEachTransport(({ onBench }) => {
  describe("two stacks on one addon, with the same resource name and source", () => {
    for (const [which, options] of Object.entries(pairs)) {
      const itHere = options.some(({ organization }) => organization !== undefined) ? itIfTold : it;

      for (const importAnswer of openQuestions.importAnswer) {
        itHere(`${which}, at once: each has its own backup (the answer is "${importAnswer}")`, () =>
          onBench({ simulator: { importAnswer, importSeconds: 30 } }, async (bench) => {
            const both = declareBoth(bench, options);
            await Promise.all(both.map((declared) => declared.up()));
            await assertApart(bench, both);
          }),
        );
      }

      itHere(`${which}, at once, with every second answer lost: each has its own backup`, () =>
        onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
          const lost = { do: "reset", handled: true } as const;
          bench.simulator.inject({ on: "importBackup", nth: 2, times: 1, action: lost });
          const both = declareBoth(bench, options);
          await Promise.all(both.map((declared) => declared.up()));
          await assertApart(bench, both);
        }),
      );

      itHere(`${which}: neither takes over what the other has lost`, () =>
        onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
          const [one, other] = declareBoth(bench, options);
          const uid = await loseImport(bench, one, minutes);
          await other.up();
          assert.notEqual(other.outputs["uid"], uid);
          await other.destroy();
          assert.deepEqual(uids(bench), [uid]);
        }),
      );
    }

    describe("of equal names in two state backends, which a pure check cannot tell apart", () => {
      it("share the backup, and the warning says so and how to part them", () =>
        onBench({}, async (bench) => {
          const [one, other] = declareBoth(bench, [{}, {}]);
          await one.up();
          await other.up();
          assert.equal(other.outputs["uid"], one.outputs["uid"]);
          assert.match(
            bench.warnings.join(),
            /resumed the lost import .* another stack of the same name .*errors\.md#a-lost-import-was-resumed$/,
          );
        }));

      it("have one each once one of them is renamed, and each deletes only its own", () =>
        onBench({}, async (bench) => {
          const both = declareBoth(bench, [{}, inStack("renamed")]);
          for (const declared of both) await declared.up();
          await assertApart(bench, both);
        }));

      it("have one each when the first import ended more than 15 minutes ago", () =>
        onBench({}, async (bench) => {
          const [one, other] = declareBoth(bench, [{}, {}]);
          await one.up();
          await bench.clock.sleep(16 * minutes);
          await other.up();
          assert.notEqual(other.outputs["uid"], one.outputs["uid"]);
          await other.destroy();
          assert.deepEqual(uids(bench), [one.outputs["uid"]]);
        }));
    });
  });
});
