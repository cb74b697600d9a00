import assert from "node:assert/strict";
import { ordersDb, usersDb } from "@test/simulator";
import { Deletions } from "./deletions";
import { backupsOf, type Ground, type OnAddon, type Ran, type Verb } from "./ground";
import { LostImports } from "./lostImports";
import { argsOf, type Declared } from "./plot";
import { tracked, type Tracked } from "./tracked";

interface Page {
  readonly verb: Verb;
  readonly declared: readonly Declared[];
  readonly before: readonly Tracked[];
  readonly importsBefore: number;
  readonly openedAt: number;
}

/** Keeps account of every import of a story, and says after each operation whether all is as it must be. */
export class Book {
  private readonly foreign: readonly string[];
  private readonly deletions: Deletions;
  private readonly lost: LostImports;
  /** What each backup was imported for. */
  private readonly orders = new Map<string, Order>();
  /** Backups that nothing tells from the resource's own. */
  private readonly mistaken = new Set<string>();

  constructor(private readonly ground: Ground) {
    const { world } = ground.simulator;
    for (const addon of [ordersDb, usersDb]) world.addBackup(addon, { name: "nightly" });
    this.foreign = backupsOf(ground.simulator).map(({ uid }) => uid);
    this.deletions = new Deletions(ground.simulator);
    this.lost = new LostImports(ground.simulator);
  }

  open(verb: Verb, declared: readonly Declared[]): Page {
    this.deletions.begin();
    const importsBefore = this.ground.simulator.world.imports.length;
    const openedAt = this.ground.simulator.clock.now();
    return { verb, declared, before: tracked(this.ground), importsBefore, openedAt };
  }

  close(page: Page, ran: Ran): void {
    const after = tracked(this.ground);
    assertNoneTwice(after);
    this.assertWanted(page, ran, after);
    if (page.verb === "up") {
      this.assertKept(page, after);
      this.deletions.assertNoneTooEarly(page, after);
    }
    this.lost.note(this.left(after), { isUp: page.verb === "up" && ran.ok, ran, after });
    const there = new Set(backupsOf(this.ground.simulator).map(({ uid }) => uid));
    for (const uid of this.foreign) assert.ok(there.has(uid), "a backup of others was deleted");
    if (page.verb === "up" && ran.ok) this.assertUp(page, after);
  }

  /** A killed operation has deleted what the state may still have; Pulumi then asks for a refresh. */
  wantsRefresh({ isKilled }: Ran): boolean {
    return isKilled && this.deletions.any;
  }

  /** What is in no state, may stay, and has a name that the user wants for something else. */
  namesInTheWay(): OnAddon[] {
    return this.lost.namesInTheWay(this.left(tracked(this.ground)));
  }

  /** After the last destroy. */
  assertNothingLeft(): void {
    assert.deepEqual(this.ground.resources(), [], "the state after the destroy");
    assert.deepEqual(this.lost.unexcused(this.left([])), [], "backups after the destroy");
  }

  /** Neither in the state nor another's. */
  private left(after: readonly Tracked[]): OnAddon[] {
    const known = new Set([...this.foreign, ...after.map(({ uid }) => uid)]);
    return backupsOf(this.ground.simulator).filter(({ uid }) => !known.has(uid));
  }

  /** As many imports as the engine asked for: fewer only for those that were taken over, more only with a word. */
  private assertWanted({ before, importsBefore }: Page, ran: Ran, after: readonly Tracked[]): void {
    const { world } = this.ground.simulator;
    const started = world.imports.slice(importsBefore);
    const isOld = (uid: string): boolean => before.some((old) => old.uid === uid && !old.isDoomed);
    const taken = after.filter(
      ({ uid, isDoomed }) =>
        uid !== "" && !isDoomed && !isOld(uid) && !started.some((each) => each.uid === uid),
    );
    // Also what a resource has had before, or has been told of, may be its own again.
    for (const { slot, uid, id } of taken) {
      const { name = "another's" } = world.imports.find((each) => each.uid === uid) ?? {};
      assert.ok(name.startsWith(slot) || name.startsWith("shared"), `${id} is not ${slot}'s`);
    }
    if (ran.creates === undefined) return;
    const surplus = started.length - ran.creates;
    const named = started.filter(({ backupId }) => ran.output.includes(`"${backupId}"`));
    assert.ok(
      surplus <= named.length,
      `${started.length} imports for ${ran.creates} creates, and no word of it`,
    );
    if (ran.ok) assert.ok(started.length + taken.length >= ran.creates, "a create without an import");
  }

  /** What is completed, and as it is declared, stays as it is. */
  private assertKept({ declared, before }: Page, after: readonly Tracked[]): void {
    for (const each of declared) {
      const old = before.find(({ slot, isDoomed }) => slot === each.slot && !isDoomed);
      const order = old && this.orders.get(old.uid);
      if (old?.status !== "completed" || order === undefined) continue;
      if (JSON.stringify(order) !== JSON.stringify(orderOf(each, after, order))) continue;
      const now = after.find(({ slot, isDoomed }) => slot === each.slot && !isDoomed);
      assert.equal(now?.id, old.id, `the backup of ${each.slot}, which nothing has changed`);
    }
  }

  /** Where a backup was really imported from. */
  private sourceOf(wanted: string): unknown {
    const { journal, world } = this.ground.simulator;
    const { addonId, backupId, at } = world.imports.find(({ uid }) => uid === wanted) ?? {};
    const sent = journal
      .of("importBackup")
      .filter((entry) => entry.startedBackup === backupId && entry.path.includes(`/${addonId ?? ""}/`))
      .filter((entry) => entry.at <= (at ?? 0))
      .at(-1);
    return (JSON.parse(sent?.importBody ?? "{}") as Record<string, unknown>)["connectionString"];
  }

  private assertUp({ declared, openedAt }: Page, after: readonly Tracked[]): void {
    for (const each of declared) {
      const own = after.filter(({ slot }) => slot === each.slot);
      const seen = own.map(({ addonId, saved, status }) => ({ addonId, saved, status }));
      const { addonId } = each;
      assert.deepEqual(
        seen,
        [{ addonId, saved: "completed", status: "completed" }],
        `backups of ${each.slot}`,
      );
      for (const { uid, id } of own) {
        if (this.lost.looksLikeOwn(uid, openedAt)) this.mistaken.add(uid);
        const isRight = this.sourceOf(uid) === argsOf(each)["connectionString"];
        assert.ok(isRight || this.mistaken.has(uid), `${id} holds something else`);
        this.orders.set(uid, orderOf(each, after, this.orders.get(uid)));
      }
    }
  }
}

function assertNoneTwice(after: readonly Tracked[]): void {
  for (const [index, { uid, id, slot, isDoomed }] of after.entries()) {
    const others = after.slice(0, index).filter((other) => uid !== "" && other.uid === uid);
    // What was doomed, and then gone on with, is the same resource's twice until the deletion that spares it.
    const isGoneOnWith = others.every((other) => other.slot === slot && other.isDoomed !== isDoomed);
    assert.ok(isGoneOnWith, `${id} is the backup of two resources`);
  }
}

type Order = readonly unknown[];

/** What is asked for; a name that is left out stays what it was. */
function orderOf(
  { addonId, place, backupName, trigger, after }: Declared,
  state: readonly Tracked[],
  known: Order | undefined,
): Order {
  const before = state.find(({ slot, isDoomed }) => slot === after?.slot && !isDoomed);
  return [addonId, place, trigger, after, before?.uid, backupName ?? known?.at(-1)];
}
