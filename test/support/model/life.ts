import assert from "node:assert/strict";
import type { OperationResult } from "../engine";
import type { ProviderHost } from "../engine/core/provider/providerClient";
import { RegistrationStack } from "../engine/inProcess/registrationStack";
import { defaultToken, startSimulator, type Simulator } from "../northflank";
import { addons, passwords } from "./declaration";
import { ExpectedStack, type Backup, type Expected } from "./expectedStack";
import { ProgramState } from "./programState";
import { programOf, target } from "./program";
import { speed } from "./sharedProvider";
import { faults, slots, type Change, type Turn } from "./turns";

const foreignName = "nightly";

/** Simulated Northflank whose clock goes as fast as the provider's, and where everything is over in no time. */
export function fastNorthflank(): Promise<Simulator> {
  const start = Date.now();
  const clock = { now: () => Math.floor(start + performance.now() * speed) };
  const settings = { scheduledSeconds: 0, importSeconds: 0.1, abortSeconds: 0.1, quotaPerHour: 100_000 };
  return startSimulator(settings, { clock });
}

/** One stack from its first `up` on, held against the model after everything that happens to it. */
export class Life {
  private readonly expected = new ExpectedStack();
  private readonly program = new ProgramState();
  private readonly stack: RegistrationStack;
  private readonly seen: string[] = [];

  constructor(
    readonly simulator: Simulator,
    provider: ProviderHost,
  ) {
    this.stack = new RegistrationStack({ ...target, provider, config: configOf(simulator) });
    for (const addonId of addons) {
      const { id, uid } = simulator.world.addBackup({ projectId: "shop", addonId }, { name: foreignName });
      const foreign = { id, uid, addonId, name: undefined, slot: "", status: "completed" };
      this.expected.backups.add(foreign);
    }
    for (const outcome of ["failed", "never-ends"] as const)
      simulator.world.setOutcome(({ name }) => this.outcomeOf(name) === outcome, outcome);
  }

  async live(turn: Turn): Promise<void> {
    for (const change of turn.changes) this.change(change);
    if (turn.verb === "up") await this.preview();
    const injected = turn.fault === undefined ? undefined : this.inject(turn.fault);
    const before = this.simulator.journal.entries.length;
    if (turn.verb === "up") await this.up();
    else if (turn.verb === "refresh") await this.refresh();
    else await this.destroy();
    injected?.remove();
    const requests = this.simulator.journal.entries.length - before;
    assert.ok(requests <= 150, `${requests} requests in one operation`);
  }

  /** What any life comes to: all mended and brought up, it is as if it had been so from the start; then nothing. */
  async conclude(provider: ProviderHost): Promise<void> {
    this.program.mend();
    await this.preview();
    // The first one may find that what it waits for has disappeared.
    const { ok } = await this.up();
    if (!ok) assert.ok((await this.up()).ok, "a mended program comes up");
    await this.assertLikeFresh(provider);
    await this.destroy();
    assert.deepEqual(this.stack.resources(), []);
    this.assertNoSecretShown();
  }

  private change(change: Change): void {
    const saved = this.expected.saved.get(change.slot);
    const own = saved?.backup.id ?? foreignName;
    this.program.apply(change, { "another's": foreignName, "its own": own });
    if (saved === undefined || !this.expected.backups.has(saved.backup) || saved.backup.slot === "") return;
    if (change.what === "somebody deletes the backup") this.lose(saved.backup);
    if (change.what === "somebody makes a namesake") {
      const { addonId, id } = saved.backup;
      const name = this.actual(addonId).find((backup) => backup.id === id)?.name ?? id;
      this.lose(saved.backup);
      const { uid } = this.simulator.world.addBackup({ projectId: "shop", addonId }, { id, name });
      this.expected.backups.add({ id, uid, addonId, name: undefined, slot: "", status: "completed" });
    }
  }

  private lose(backup: Backup): void {
    this.simulator.world.removeBackup({ projectId: "shop", addonId: backup.addonId }, backup.id);
    this.expected.backups.delete(backup);
  }

  /** An import that is refused in any case meets nothing else. */
  private inject({ on, name }: NonNullable<Turn["fault"]>) {
    if (on === "importBackup" && this.program.refuses) return undefined;
    const action = faults.get(name);
    assert.ok(action);
    return this.simulator.inject({ on, nth: 1, action });
  }

  private async preview(): Promise<void> {
    const expected = this.expected.preview(this.program.declared);
    const before = this.simulator.journal.entries.length;
    const result = this.told(
      await this.stack.preview(programOf([...this.program.declared.values()], "one by one")),
    );
    assertSteps("preview", result, expected);
    assert.equal(this.simulator.journal.entries.length, before, "a preview asks nothing");
  }

  private async up(): Promise<Expected> {
    const { world, settings } = this.simulator;
    const running = [...this.expected.backups].filter(({ status }) => status === "in-progress");
    const expected = this.expected.up(this.program.declared, this.program);
    for (const backup of running) if (backup.status !== "in-progress") this.finish(backup);
    const refusal = this.program.refuses
      ? this.simulator.inject({
          on: "importBackup",
          action: { do: "answer", status: 400, body: { error: { status: 400, message: "No" } } },
        })
      : undefined;
    const before = world.imports.length;
    assert.ok(settings);
    const order = expected.ok ? "all at once" : "one by one";
    const result = this.told(await this.stack.up(programOf([...this.program.declared.values()], order)));
    refusal?.remove();
    this.bind(expected.imports, world.imports.slice(before), result);
    assertSteps("up", result, expected);
    this.assertAsExpected(result);
    if (expected.ok) await this.assertNothingToDo();
    return expected;
  }

  private async refresh(): Promise<void> {
    const result = this.told(await this.stack.refresh());
    assert.ok(result.ok, result.output);
    this.expected.refresh();
    this.assertAsExpected(result);
  }

  private async destroy(): Promise<void> {
    const expected = this.expected.destroy();
    const result = this.told(await this.stack.destroy());
    assertSteps("destroy", result, expected);
    this.assertAsExpected(result);
  }

  /** Which real backup is which of the model: each declaration starts at most one import in one `up`. */
  private bind(
    expected: readonly Backup[],
    started: typeof this.simulator.world.imports,
    { output }: OperationResult,
  ): void {
    const slotsOf = (all: readonly { slot: string }[]): string[] => all.map(({ slot }) => slot).sort();
    const actual = started.map((each) => ({ ...each, slot: each.name.slice(0, 1) }));
    assert.deepEqual(slotsOf(actual), slotsOf(expected), `imports started\n${output}`);
    for (const backup of expected) {
      const { uid = "", backupId = "" } = actual.find(({ slot }) => slot === backup.slot) ?? {};
      Object.assign(backup, { uid, id: backupId });
    }
  }

  private async assertNothingToDo(): Promise<void> {
    const before = this.simulator.journal.entries.length;
    const result = this.told(
      await this.stack.preview(programOf([...this.program.declared.values()], "all at once")),
    );
    const steps = result.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
    assert.deepEqual(steps, [], "a second preview is empty");
    assert.equal(this.simulator.journal.entries.length, before, "a second preview asks nothing");
  }

  /** The state, and the backups of all. */
  private assertAsExpected({ output }: OperationResult): void {
    const saved = [...this.expected.saved.values()].map((each) => [each, false] as const);
    const doomed = this.expected.doomed.map((each) => [each, true] as const);
    const expected = [...saved, ...doomed].map(([{ backup, status }, isDoomed]) => ({
      id: `shop/${backup.addonId}/${backup.id}`,
      status,
      delete: isDoomed,
    }));
    const actual = this.imports().map(({ id, outputs, delete: isDoomed }) => ({
      id,
      status: outputs["status"],
      delete: isDoomed,
    }));
    assert.deepEqual(sorted(actual), sorted(expected), `the state\n${output}`);
    const backups = addons.flatMap((addonId) =>
      this.actual(addonId).map(({ uid, status }) => ({ addonId, uid, status })),
    );
    const known = [...this.expected.backups].map(({ addonId, uid, status }) => ({ addonId, uid, status }));
    assert.deepEqual(sorted(backups), sorted(known), `backups on the addons\n${output}`);
  }

  private async assertLikeFresh(provider: ProviderHost): Promise<void> {
    const simulator = await fastNorthflank();
    try {
      const fresh = new RegistrationStack({ ...target, provider, config: configOf(simulator) });
      const result = await fresh.up(programOf([...this.program.declared.values()], "all at once"));
      assert.ok(result.ok, result.output);
      for (const slot of this.program.declared.keys()) this.assertLike(slot, fresh);
    } finally {
      await simulator.close();
    }
  }

  private assertLike(slot: string, fresh: RegistrationStack): void {
    const { resource, inputs, isAdopted } = this.expected.saved.get(slot) ?? {};
    const [ours, theirs] = [this.stack, fresh].map((stack) =>
      stack.resources().find(({ urn }) => urn.endsWith(`::${resource ?? ""}`)),
    );
    assert.ok(ours !== undefined && theirs !== undefined, resource);
    // A name lasts as long as what is asked for; everything else is as if it had always been so.
    const isOwnName = inputs?.name?.startsWith(`${resource ?? ""} `) === true;
    const same = <Values extends object>(values: Values, ...history: string[]) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => !history.includes(name)));
    const named = isOwnName ? [] : ["name", "nameOrigin"];
    assert.deepEqual(same(ours.inputs, ...named), same(theirs.inputs, ...named), "inputs");
    if (isAdopted === true) return;
    assert.deepEqual(
      same(ours.outputs, ...named, ...ofOneBackup, ...notRecorded),
      same(theirs.outputs, ...named, ...ofOneBackup, ...notRecorded),
      "outputs",
    );
    for (const key of ["protect", "retainOnDelete", "initErrors", "delete", "customTimeouts"] as const)
      assert.deepEqual(ours[key], theirs[key], key);
  }

  private assertNoSecretShown(): void {
    const shown = this.seen.join("\n") + JSON.stringify(this.stack.exportState());
    for (const secret of [...passwords, defaultToken]) {
      assert.ok(!shown.includes(secret), "a secret is shown");
      assert.deepEqual(this.simulator.journal.leaksOf(secret), []);
    }
  }

  private told(result: OperationResult): OperationResult {
    this.seen.push(JSON.stringify(result), JSON.stringify(this.stack.exportState()));
    return result;
  }

  private imports() {
    return this.stack.resources().filter(({ type }) => type.endsWith(":AddonBackupImport"));
  }

  private actual(addonId: string) {
    return this.simulator.world.backups({ projectId: "shop", addonId });
  }

  private finish({ addonId, uid, status }: Backup): void {
    const addon = this.simulator.world.teams.get("acme")?.projects.get("shop")?.addons.get(addonId);
    const backup = addon?.backups.find((each) => each.uid === uid);
    assert.ok(backup && (status === "completed" || status === "failed"));
    backup.progress.outcome = status;
  }

  private outcomeOf(backupName: string): "completed" | "failed" | "never-ends" {
    const slot = slots.find((each) => backupName.startsWith(each));
    if (slot === undefined) return "completed";
    const waits = this.program.declared.get(slot)?.waitForCompletion !== false;
    return waits ? this.program.fate(slot) : "never-ends";
  }
}

const configOf = (simulator: Simulator) => ({
  "northflank:apiUrl": simulator.url,
  "northflank:apiToken": { value: defaultToken, secret: true } as const,
});

/** Which backup it is. */
const ofOneBackup = ["backupId", "backupName", "uid", "createdAt", "completedAt", "takenOver"];
/** A change of these needs no step, so the outputs keep what they were at the last one. */
const notRecorded = ["waitForCompletion", "connectionStringFromEnv", "importUrlFromEnv", "compressionType"];

const sorted = (all: readonly object[]): string[] => all.map((each) => JSON.stringify(each)).sort();

function assertSteps(verb: string, result: OperationResult, expected: Expected): void {
  const told = (resource: string, op: string, reasons: readonly string[]): string =>
    [op, resource, ...(op === "replace" || op === "create-replacement" ? [`[${reasons.join()}]`] : [])].join(
      " ",
    );
  const actual = result.steps.map(({ name, op, replaceReasons }) => told(name, op, replaceReasons));
  const wanted = expected.steps.map(({ resource, op, reasons }) => told(resource, op, reasons));
  assert.deepEqual(actual.sort(), wanted.sort(), `steps of ${verb}\n${result.output}`);
  assert.equal(result.ok, expected.ok, `${verb}\n${result.output}`);
}
