import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { onBench, type Bench } from "../bench/bench";
import { itIfTold } from "../bench/itIfTold";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

const args = { ...liveSource, name: "Nightly orders" };
const hurried = { timeouts: { create: 130 } };

const idsOf = (...all: readonly { readonly state: { readonly id: string } | undefined }[]) =>
  all.map(({ state }) => state?.id);

/** Two resources of one program, both checked before either is created. */
async function declareTwo(bench: Bench) {
  const provider = bench.startProvider();
  const [a, b] = [bench.declare("a", args, hurried), bench.declare("b", args, hurried)];
  return { provider, a, b, inputs: await a.check(provider, {}), others: await b.check(provider, {}) };
}

describe("two resources with equal inputs", () => {
  for (const outcome of ["never-ends", "failed"] as const)
    it(`have an import each, also when the first has not come to an end (${outcome})`, () =>
      onBench({ simulator: { importSeconds: 60, outcome } }, async (bench) => {
        const { provider, a, b, inputs, others } = await declareTwo(bench);
        await assert.rejects(a.create(provider, inputs), PartialFailure);
        bench.simulator.settings.outcome = "completed";
        await b.create(provider, others);
        assert.equal(bench.imports.length, 2);
        assert.equal(new Set(idsOf(a, b)).size, 2);
        await a.destroy();
        assert.deepEqual(uids(bench), [b.outputs["uid"]]);
      }));

  itIfTold(
    "have an import each when the first is created again after it failed, before or after the second",
    () =>
      onBench({ simulator: { importSeconds: 200 } }, async (bench) => {
        const { provider, a, b, inputs, others } = await declareTwo(bench);
        await assert.rejects(a.create(provider, inputs), PartialFailure);
        await a.create(provider, inputs).catch(() => undefined);
        await b.create(provider, others);
        assert.equal(bench.imports.length, 2);
        assert.equal(new Set(idsOf(a, b)).size, 2);
      }),
  );

  it("have an import each when the second was refused and is created again", () =>
    onBench({ simulator: { importSeconds: 200 } }, async (bench) => {
      const { provider, a, b, inputs, others } = await declareTwo(bench);
      await assert.rejects(a.create(provider, inputs), PartialFailure);
      const refusal = bench.simulator.inject({ on: "importBackup", action: { do: "answer", status: 422 } });
      await assert.rejects(b.create(provider, others), /returned 422/);
      refusal.remove();
      bench.simulator.settings.importSeconds = 60;
      await b.create(provider, others);
      assert.equal(bench.imports.length, 2);
      assert.equal(new Set(idsOf(a, b)).size, 2);
    }));

  it("are not mistaken for one that exists and needs no create", () =>
    onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
      const a = bench.declare("a", args);
      await a.up();
      bench.simulator.settings.importSeconds = 200;
      const provider = bench.startProvider();
      const b = bench.declare("b", args, hurried);
      await a.up(provider);
      const inputs = await b.check(provider, {});
      await assert.rejects(b.create(provider, inputs), PartialFailure);
      await b.create(provider, inputs);
      assert.equal(bench.imports.length, 2);
      assert.equal(new Set(idsOf(a, b)).size, 2);
    }));

  for (const careful of ["a", "b"])
    itIfTold(`are treated as the more careful of the two wants it (retainOnDelete on ${careful})`, () =>
      onBench({ simulator: { nameClash: "refuse" } }, async (bench) => {
        const provider = bench.startProvider();
        const options = (name: string) => ({ retainOnDelete: name === careful });
        const [a, b] = [bench.declare("a", args, options("a")), bench.declare("b", args, options("b"))];
        bench.simulator.settings.outcome = "failed";
        await assert.rejects(a.up(provider), PartialFailure);
        bench.simulator.settings.outcome = "completed";
        const next = bench.startProvider();
        await b.check(next, {});
        await assert.rejects(a.up(next), /is taken by the backup/);
        assert.deepEqual(uids(bench).length, 1);
      }),
    );
});
