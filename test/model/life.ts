import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type OperationResult, RegistrationStack, type ResourceState } from "@test/engine";
import { defaultToken, type Simulator } from "@test/simulator";
import { addons, type Declaration, passwords } from "./declaration";
import { ExpectedStack, type Backup, type Expected } from "./expectedStack";
import { ProgramState } from "./programState";
import { assertNothingToDo, assertSteps } from "./assertSteps";
import { assertLikeFresh } from "./likeFresh";
import { type Face, target } from "./face";
import { programOf, type Order } from "./program";
import { configOf, fastNorthflank } from "./fastNorthflank";
import { speed } from "./sharedProvider";
import { Transcript } from "./transcript";
import { faults, slots, type Change, type Turn } from "./turns";

const foreignName = "nightly";

/** One stack from its first `up` on, held against the model after everything that happens to it. */
export class Life {
  private readonly expected = new ExpectedStack();
  private readonly program = new ProgramState();
  private readonly stack: RegistrationStack;
  private readonly seen: string[] = [];
  readonly transcript: Transcript;
  /** The imports in the end, before they are destroyed. */
  last: readonly ResourceState[] = [];

  constructor(
    readonly simulator: Simulator,
    private readonly face: Face,
  ) {
    this.transcript = new Transcript(simulator);
    this.stack = new RegistrationStack({ ...target, ...face.providers, config: configOf(simulator) });
    for (const addonId of addons) {
      const { id, uid } = simulator.world.addBackup({ projectId: "shop", addonId }, { name: foreignName });
      const foreign = { id, uid, addonId, name: undefined, slot: "", status: "completed" };
      this.expected.backups.add(foreign);
    }
    for (const outcome of ["failed", "never-ends"] as const)
      simulator.world.setOutcome(({ name }) => this.outcomeOf(name) === outcome, outcome);
  }

  async live(turn: Turn): Promise<void> {
    for (const change of turn.changes) await this.change(change);
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

  /** What any life comes to: all repaired and brought up, it is as if it had been so from the start; then nothing. */
  async conclude(): Promise<void> {
    this.program.repair();
    await this.preview();
    // The first one may find that what it waits for has disappeared.
    const { ok } = await this.up();
    if (!ok) assert.ok((await this.up()).ok, "a repaired program comes up");
    await this.assertAsFromTheStart();
    this.last = this.imports();
    await this.destroy();
    assert.deepEqual(this.stack.resources(), []);
    this.assertNoSecretShown();
  }

  private async change(change: Change): Promise<void> {
    const saved = this.expected.saved.get(change.slot);
    const own = saved?.backup.id ?? foreignName;
    this.program.apply(change, { "another's": foreignName, "its own": own });
    if (saved === undefined || !this.expected.backups.has(saved.backup) || saved.backup.slot === "") return;
    if (change.what === "somebody deletes the backup") this.lose(saved.backup);
    if (change.what === "somebody makes a namesake") {
      const { addonId, id } = saved.backup;
      const name = this.actual(addonId).find((backup) => backup.id === id)?.name ?? id;
      this.lose(saved.backup);
      // Where uids say nothing, only another second tells it from the one before.
      await sleep(2_000 / speed);
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
    const result = await this.previewed("one by one");
    assertSteps("preview", result, this.expected.preview(this.known));
  }

  private async previewed(order: Order): Promise<OperationResult> {
    const before = this.simulator.journal.entries.length;
    const result = this.told(await this.stack.preview(this.source(order)));
    assert.equal(this.simulator.journal.entries.length, before, "a preview asks nothing");
    return result;
  }

  private source(order: Order) {
    return programOf(this.face, [...this.program.declared.values()], order);
  }

  private async up(): Promise<Expected> {
    const { world } = this.simulator;
    const running = [...this.expected.backups].filter(({ status }) => status === "in-progress");
    const circumstances = { fate: this.program.fate, refuses: this.program.refuses };
    const expected = this.expected.up(this.known, { ...circumstances, ...this.face.untold });
    for (const backup of running) if (backup.status !== "in-progress") this.finish(backup);
    const refusal = this.program.refuses
      ? this.simulator.inject({
          on: "importBackup",
          action: { do: "answer", status: 400, body: { error: { status: 400, message: "No" } } },
        })
      : undefined;
    const before = world.imports.length;
    const order = expected.ok ? "all at once" : "one by one";
    const result = this.told(await this.stack.up(this.source(order)));
    refusal?.remove();
    this.bind(expected.imports, world.imports.slice(before), result);
    assertSteps("up", result, expected);
    this.assertAsExpected(result);
    if (expected.ok) assertNothingToDo(await this.previewed("all at once"));
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

  private async assertAsFromTheStart(): Promise<void> {
    const simulator = await fastNorthflank();
    try {
      const fresh = new RegistrationStack({ ...target, ...this.face.providers, config: configOf(simulator) });
      const result = await fresh.up(this.source("all at once"));
      assert.ok(result.ok, result.output);
      for (const slot of this.program.declared.keys()) {
        const expected = this.expected.saved.get(slot);
        const [ours, theirs] = [this.stack, fresh].map((stack) =>
          stack.resources().find(({ urn }) => urn.endsWith(`::${expected?.resource ?? ""}`)),
        );
        assert.ok(expected !== undefined && ours !== undefined && theirs !== undefined, slot);
        assertLikeFresh(ours, theirs, expected);
      }
    } finally {
      await simulator.close();
    }
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
    this.transcript.note(result);
    return result;
  }

  private imports(): ResourceState[] {
    return this.stack.resources().filter(({ type }) => type === this.face.type);
  }

  /** A time limit is an option of its own to a plugin, and no input. */
  private get known(): Map<string, Declaration> {
    const { declared } = this.program;
    if (this.face.name === "dynamic") return declared;
    return new Map([...declared].map(([slot, { deleteSeconds: _, ...declaration }]) => [slot, declaration]));
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

const sorted = (all: readonly object[]): string[] => all.map((each) => JSON.stringify(each)).sort();
