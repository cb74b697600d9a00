import assert from "node:assert/strict";
import { type Evidence, type Recording, Stage, type StageSettings } from "../stage/stage";

export interface Wanted {
  /** How many imports the scenario asks for: no more and no fewer may have been started. */
  readonly imports: number;
  /** Requests beyond what undisturbed imports need, for scenarios with faults. */
  readonly extraRequests?: number;
}

/** Plays a scenario on a stage of its own, and holds it to what must be true of every scenario. */
export async function onStage(
  settings: StageSettings,
  wanted: Wanted,
  play: (stage: Stage) => Promise<void>,
): Promise<Evidence> {
  const stage = await Stage.open(settings);
  try {
    await play(stage);
    const evidence = await stage.conclude();
    assertInvariants(evidence, wanted);
    return evidence;
  } finally {
    await stage.close();
  }
}

export function assertInvariants(evidence: Evidence, wanted: Wanted): void {
  assertImports(evidence, wanted);
  assertSecretsKept(evidence);
  assertSecondPreviewEmpty(evidence);
  assertNothingLeft(evidence);
  assertRequestBudget(evidence, wanted);
  assert.deepEqual(evidence.survivors, [], "processes that outlived the stack");
}

export function assertImports({ simulator }: Evidence, { imports }: Wanted): void {
  assert.equal(simulator.world.imports.length, imports, "imports started");
}

/** A secret may stand in the body of an import, and otherwise nowhere in a form that can be read. */
export function assertSecretsKept({ recordings, secrets, simulator }: Evidence): void {
  const seen = recordings.map(({ verb, result, state }) => {
    // The SDK itself traces every answer of the engine; only `--debug` shows it, and only Pulumi can fix it.
    const isTold = (severity: string | undefined): boolean => severity !== "debug";
    const diagnostics = result.diagnostics.filter(({ severity }) => isTold(severity));
    const events = result.events.filter(({ diagnosticEvent }) => isTold(diagnosticEvent?.severity));
    return [verb, { ...result, diagnostics, events, state }] as const;
  });
  const sent = simulator.journal.entries.map(
    (entry) => [`${entry.method} ${entry.path}`, { ...entry, importBody: "" }] as const,
  );
  for (const [where, text] of [...seen, ...sent].map(([name, value]) => [name, readable(value)] as const)) {
    for (const secret of secrets) {
      const form = formsOf(secret).find((candidate) => text.includes(candidate.toLowerCase()));
      assert.equal(form, undefined, `a secret can be read in ${where}`);
    }
  }
}

const readable = (value: unknown): string => JSON.stringify(value).toLowerCase();

const formsOf = (secret: string): string[] => [
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
];

export function assertSecondPreviewEmpty({ secondPreview }: Evidence): void {
  if (secondPreview === undefined) return;
  const { result, requests } = secondPreview;
  assert.equal(result.ok, true, result.output);
  assert.deepEqual(
    result.steps.filter(({ op }) => op !== "same"),
    [],
    "steps of a second preview",
  );
  assert.deepEqual(requests, [], "requests of a second preview");
}

/** After the destroy: what was imported is gone, and what others made is there. */
export function assertNothingLeft({ recordings, lostForeign }: Evidence): void {
  const last = recordings.at(-1);
  assert.deepEqual(last?.backups ?? [], [], "backups after the destroy");
  assert.deepEqual(last?.state.deployment.resources ?? [], [], "resources in the state after the destroy");
  assert.deepEqual(lostForeign, [], "backups of others that were deleted");
}

/** The shortest time between two looks at a running import. */
const leastPollSeconds = 0.45;

/**
 * What the quota is charged with: nothing for a preview; for an import a list, the import itself, looks by the
 * polling pace, and the logs when it fails; three requests for each backup that is deleted or read.
 */
export function assertRequestBudget({ recordings, simulator }: Evidence, wanted: Wanted): void {
  for (const { verb, requests } of recordings) {
    if (verb === "preview") assert.deepEqual(requests, [], "requests of a preview");
  }
  const { scheduledSeconds, importSeconds } = simulator.settings;
  const looks = Math.ceil((scheduledSeconds + importSeconds) / leastPollSeconds) + 2;
  const touched = recordings.map(backupsTouched).reduce((sum, count) => sum + count, 0);
  const budget = wanted.imports * (looks + 3) + touched * 3 + (wanted.extraRequests ?? 0);
  const spent = simulator.journal.entries.length;
  assert.ok(spent <= budget, `${spent} requests were sent, ${budget} are allowed`);
}

const touching = new Set(["delete", "delete-replaced", "refresh", "read"]);

function backupsTouched({ verb, result }: Recording): number {
  if (verb === "preview") return 0;
  if (verb === "refresh") return result.steps.length;
  return result.steps.filter(({ op }) => touching.has(op)).length;
}
