import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { cliEngine, isCliAvailable } from "../../cli/cliEngine";
import type { Engine } from "../../engine";
import type { Severity } from "../../core/step/diagnostic";
import { embeddedEngine } from "../../host/embeddedEngine";
import { type ProviderWorld, inProcessEngine } from "../../inProcess/inProcessEngine";
import type { PluginService } from "../../inProcess/serviceTransport";
import type { Provider } from "../../inProcess/dynamicProviderClient";
import { comparable, type Observation } from "../../comparable";
import { printedLines } from "./printedLines";
import { Bench, type BenchObservation, type Scenario } from "./bench";
import { parseUrn } from "../../core/state/urn";
import { renderOperation } from "../../display/render";

interface Words {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
  readonly ephemeral?: boolean;
}

const { newProvider } = createRequire(__filename)("../fixtures/thing.cjs") as {
  newProvider: (env: ProviderWorld["env"], say: (words: Words) => void) => Provider;
};

const { newService } = createRequire(__filename)("../fixtures/plugin.cjs") as {
  newService: (options: { env: ProviderWorld["env"]; older?: boolean }) => PluginService;
};

/** A thing's provider without its process. */
export const inProcess = inProcessEngine(
  ({ env, log }) =>
    newProvider(env, ({ severity, message, urn = "", ephemeral = false }) => {
      log({ severity: severity.toLowerCase() as Severity, message, urn, ephemeral });
    }),
  { testing: ({ env }) => newService({ env }), older: ({ env }) => newService({ env, older: true }) },
);

async function play(engine: Engine, scenario: Scenario): Promise<BenchObservation[]> {
  const bench = await Bench.open(engine, scenario);
  try {
    await scenario.run(bench);
    return bench.observations;
  } finally {
    await bench.close();
  }
}

/** A stack trace says in which process it was made. */
const withoutFrames = ({ result, ...observation }: Observation): Observation => ({
  ...observation,
  result: {
    ...result,
    diagnostics: result.diagnostics
      .filter(({ message }) => !/^\s*at /.test(message))
      .map((diagnostic) => ({ ...diagnostic, message: diagnostic.message.replaceAll(/\n\s+at .*/g, "") })),
  },
});

/** The display makes of the CLI's events what the CLI has made of them. */
function assertRendered({ verb, options, result }: BenchObservation): void {
  // Its log does not say which of these events the CLI keeps to itself; of debug messages, results have none.
  if (options.runProgram === true || options.debug === true) return;
  const { urn = "" } =
    result.events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])[0] ?? {};
  const { project, stack } = parseUrn(urn);
  const rendered = renderOperation({ verb, project, stack, events: result.events, options });
  assert.deepEqual(printedLines(rendered.join("\n")), printedLines(result.output));
}

function compareOn(scenario: Scenario): void {
  let embedded: Promise<BenchObservation[]> | undefined;
  // Once: what the assertions of a scenario need is what the comparison needs.
  const onEmbedded = (): Promise<BenchObservation[]> => (embedded ??= play(embeddedEngine, scenario));

  it(`${scenario.name} (embedded)`, async () => {
    await onEmbedded();
  });

  it(`${scenario.name} (in one process, as in real ones)`, async function () {
    if (scenario.needsProcesses === true) this.skip();
    const theirs = await onEmbedded();
    const ours = await play(inProcess, scenario);
    const [here, there] = [ours, theirs].map((all) => all.map((each) => comparable(withoutFrames(each))));
    assert.deepEqual(here, there);
  });

  const title = isCliAvailable() ? "as the Pulumi CLI does" : "skipped: there is no pulumi on the PATH";
  it(`${scenario.name} (${title})`, async function () {
    if (!isCliAvailable()) this.skip();
    const theirs = await play(cliEngine, scenario);
    const ours = await onEmbedded();
    assert.deepEqual(ours.map(comparable), theirs.map(comparable));
    for (const observation of theirs) assertRendered(observation);
  });
}

/** Every scenario has to hold on both engines, and they have to agree on all that can be seen of it. */
export function compareEngines(subject: string, scenarios: Scenario[]): void {
  describe(subject, () => {
    for (const scenario of scenarios) compareOn(scenario);
  });
}
