import assert from "node:assert/strict";
import { faults } from "../model/turns";
import { defaultToken } from "@test/simulator";
import { Book } from "./book";
import { calmly, type Ground, type How, type Ran, type Verb } from "./ground";
import { password, Plot } from "./plot";
import type { Change, Story, Turn } from "./story";

/** Plays a story to its end, which is always the same: all is repaired, brought up, and destroyed. */
export async function play(story: Story, ground: Ground): Promise<void> {
  const performance = new Performance(story, ground);
  try {
    for (const change of story.cast) performance.change(change);
    for (const turn of story.turns) await performance.act(turn);
    await performance.conclude();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error([...performance.told, error.message].join("\n  "), { cause: error });
  }
}

class Performance {
  /** The story so far, for whoever has to find out what went wrong. */
  readonly told: string[];
  private readonly plot: Plot;
  private readonly book: Book;

  constructor(
    { tls, first, northflank, pace, getLagSeconds }: Story,
    private readonly ground: Ground,
  ) {
    this.plot = new Plot(first, northflank, ground.target);
    this.book = new Book(ground);
    this.told = [JSON.stringify({ tls, ...northflank, ...pace, getLagSeconds, first })];
  }

  async act({ changes, verb, fault, pauseSeconds, ...how }: Turn): Promise<void> {
    if (pauseSeconds > 0) await this.ground.sleep(pauseSeconds);
    for (const change of changes) this.change(change);
    const action = fault === undefined ? undefined : faults.get(fault.name);
    const injected =
      action && this.ground.simulator.inject({ ...(fault && { on: fault.on }), nth: 1, action });
    if (fault !== undefined) this.told.push(`${fault.on}: ${fault.name}`);
    await this.run(verb, how);
    injected?.remove();
  }

  async conclude(): Promise<void> {
    this.plot.repair();
    this.told.push("everything is fixed");
    this.setFates();
    const { world } = this.ground.simulator;
    for (const { addonId, id } of this.book.namesInTheWay())
      world.removeBackup({ projectId: "shop", addonId }, id);
    // The first one may find that what it waits for was aborted by a destroy that was killed.
    const first = await this.run("up", calmly);
    const { ok, output } = first.ok ? first : await this.run("up", calmly);
    assert.ok(ok, output);
    const destroyed = await this.run("destroy", calmly);
    assert.ok(destroyed.ok, destroyed.output);
    this.book.assertNothingLeft();
  }

  change(change: Change): void {
    this.plot.apply(change);
    this.setFates();
    this.told.push(JSON.stringify(change));
  }

  /** For what runs, and for what is started from now on. */
  private setFates(): void {
    const { world } = this.ground.simulator;
    for (const outcome of ["completed", "failed", "never-ends"] as const)
      world.setOutcome(
        ({ name, sourceType }) => sourceType !== "sameAddon" && this.plot.fateOf(name) === outcome,
        outcome,
      );
  }

  private async run(verb: Verb, how: How): Promise<Ran> {
    const { declared } = this.plot;
    const { journal, world } = this.ground.simulator;
    const page = this.book.open(verb, declared);
    const [requests, imports] = [journal.entries.length, world.imports.length];
    const ran = await this.ground.run(verb, declared, how);
    const end = ran.isKilled ? "killed" : ran.ok ? "done" : "failed";
    const started = world.imports.slice(imports).map(({ backupId }) => backupId);
    this.told.push(`${verb} ${JSON.stringify(how)}: ${end}, imported ${started.join() || "nothing"}`);
    this.assertNoSecret(ran);
    this.book.close(page, ran);
    if (verb === "preview") {
      assert.ok(ran.ok, ran.output);
      assert.deepEqual(ran.changes, [], `a second preview\n${ran.output}`);
      assert.equal(journal.entries.length, requests, "requests of a preview");
    }
    if (this.book.wantsRefresh(ran)) await this.run("refresh", calmly);
    if (verb === "up" && ran.ok) await this.run("preview", calmly);
    return ran;
  }

  private assertNoSecret({ output }: Ran): void {
    const { simulator } = this.ground;
    const shown = output + JSON.stringify(this.ground.resources());
    for (const secret of [password, defaultToken]) {
      assert.ok(!shown.includes(secret), "a secret is shown");
      assert.deepEqual(simulator.journal.leaksOf(secret), []);
    }
  }
}
