import assert from "node:assert/strict";
import { cliEngine, isCliAvailable } from "../../cli/cliEngine";
import type { Engine } from "../../engine";
import { embeddedEngine } from "../../host/embeddedEngine";
import { comparable, type Observation } from "../../comparable";
import { Bench, type Scenario } from "./bench";

async function play(engine: Engine, scenario: Scenario): Promise<Observation[]> {
  const bench = await Bench.open(engine, scenario.config);
  try {
    await scenario.run(bench);
    return bench.observations;
  } finally {
    await bench.close();
  }
}

function compareOn(scenario: Scenario): void {
  let embedded: Promise<Observation[]> | undefined;
  // Once: what the assertions of a scenario need is what the comparison needs.
  const onEmbedded = (): Promise<Observation[]> => (embedded ??= play(embeddedEngine, scenario));

  it(`${scenario.name} (embedded)`, async () => {
    await onEmbedded();
  });

  const title = isCliAvailable() ? "as the Pulumi CLI does" : "skipped: there is no pulumi on the PATH";
  it(`${scenario.name} (${title})`, async function () {
    if (!isCliAvailable()) this.skip();
    const theirs = await play(cliEngine, scenario);
    const ours = await onEmbedded();
    assert.deepEqual(ours.map(comparable), theirs.map(comparable));
  });
}

/** Every scenario has to hold on both engines, and they have to agree on all that can be seen of it. */
export function compareEngines(subject: string, scenarios: Scenario[]): void {
  describe(subject, function () {
    this.timeout(180_000);
    for (const scenario of scenarios) compareOn(scenario);
  });
}
