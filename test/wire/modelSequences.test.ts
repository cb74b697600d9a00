import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultToken } from "../support/northflank";
import { passwords } from "../support/model/declaration";
import { fastNorthflank, Life } from "../support/model/life";
import { searching, seed, times, tried } from "../support/model/searching";
import { SharedProvider } from "../support/model/sharedProvider";
import { someTurns, type Turn } from "../support/model/turns";

const sequences = 300;
/** At once, because most of the time is spent waiting. */
const shards = 10;

async function play(turns: readonly Turn[], provider: SharedProvider): Promise<void> {
  const simulator = await fastNorthflank();
  try {
    const life = new Life(simulator, provider);
    for (const turn of turns) await life.live(turn);
    await life.conclude(provider);
  } finally {
    await simulator.close();
  }
}

describe(`any life of a stack (${tried(sequences)})`, function () {
  this.timeout(600_000 * times(1));

  it("goes as the model says, and ends as if the last program had been there from the start", async () => {
    const provider = await SharedProvider.open();
    try {
      const runs = Array.from({ length: shards }, (_, shard) =>
        fc.assert(
          fc.asyncProperty(someTurns(8), (turns) => play(turns, provider)),
          {
            ...searching<[Turn[]]>(sequences / shards),
            seed: seed + shard,
          },
        ),
      );
      const failed = (await Promise.allSettled(runs)).find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
      const shown = provider.shown.join("\n");
      for (const secret of [...passwords, defaultToken]) assert.ok(!shown.includes(secret));
    } finally {
      await provider.close();
    }
  });
});
