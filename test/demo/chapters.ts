import type { RunOptions, Verb } from "@test/engine";
import { ordersDb } from "@test/simulator";
import type { Stage } from "../stage/stage";
import { source } from "./settings";
import type { Sight } from "./sight";

/** A line of the stack's configuration that the user writes anew. */
export interface Setting {
  readonly key: string;
  readonly value: string | { readonly value: string; readonly secret: true };
}

/** Something that happens between two steps. */
export interface Event {
  readonly says: string;
  readonly sets?: Setting;
  readonly act?: (stage: Stage) => void;
}

export async function bringAbout({ sets, act }: Event, stage: Stage): Promise<void> {
  act?.(stage);
  if (sets !== undefined) await stage.setConfig(sets.key, sets.value);
}

/** One step of the story: what happens before, the command, and what must have come of it. */
export interface Chapter {
  /** What the step shows, as a rule; short enough for one line of a narrow terminal. */
  readonly rule: string;
  readonly before?: Event;
  readonly verb: Verb;
  readonly options?: RunOptions;
  readonly expected: Sight;
}

const looksClosely: RunOptions = { diff: true };

/** Backups are told by the import that made them: the first one, the second one and so on. */
export const chapters: readonly Chapter[] = [
  {
    rule: "previews an import before it asks Northflank anything",
    verb: "preview",
    expected: { ok: true, does: "create", because: [], imports: 0, backups: [] },
  },
  {
    rule: "imports once, and waits until it is completed",
    verb: "up",
    expected: { ok: true, does: "create", because: [], imports: 1, backups: ["1 completed"] },
  },
  {
    rule: "finds nothing to do when nothing has changed",
    verb: "preview",
    expected: { ok: true, does: "same", because: [], imports: 0, backups: ["1 completed"] },
  },
  {
    rule: "takes a rotated password for no change",
    before: {
      says: "The password of the source is rotated.",
      sets: { key: "connectionString", value: source("legacy", "new") },
    },
    verb: "up",
    expected: { ok: true, does: "same", because: [], imports: 0, backups: ["1 completed"] },
  },
  {
    rule: "says that another name replaces the backup",
    before: {
      says: "The backup is given a name. Until now, it had one that was made for it.",
      sets: { key: "backupName", value: "before-the-move" },
    },
    verb: "preview",
    options: looksClosely,
    expected: { ok: true, does: "replace", because: ["name"], imports: 0, backups: ["1 completed"] },
  },
  {
    rule: "imports under the new name, then deletes the old one",
    verb: "up",
    expected: { ok: true, does: "replace", because: ["name"], imports: 1, backups: ["2 completed"] },
  },
  {
    rule: "says that another source replaces the backup",
    before: {
      says: "The source moves to another host.",
      sets: { key: "connectionString", value: source("moved", "new") },
    },
    verb: "preview",
    options: looksClosely,
    expected: {
      ok: true,
      does: "replace",
      because: ["sourceFingerprint"],
      imports: 0,
      backups: ["2 completed"],
    },
  },
  {
    rule: "imports from the new source, then deletes the old one",
    verb: "up",
    expected: {
      ok: true,
      does: "replace",
      because: ["sourceFingerprint"],
      imports: 1,
      backups: ["3 completed"],
    },
  },
  {
    rule: "fails if the import fails, and keeps the good backup",
    before: {
      says: "The source moves to a host that Northflank cannot read from.",
      sets: { key: "connectionString", value: source("broken", "new") },
      act: (stage) => {
        stage.simulator.settings.outcome = "failed";
      },
    },
    verb: "up",
    expected: {
      ok: false,
      does: "replace",
      because: ["sourceFingerprint"],
      imports: 1,
      backups: ["3 completed", "4 failed"],
    },
  },
  {
    rule: "says that a failed import is replaced",
    before: {
      says: "The host is repaired. Program and configuration stay as they are.",
      act: (stage) => {
        stage.simulator.settings.outcome = "completed";
      },
    },
    verb: "preview",
    options: looksClosely,
    expected: {
      ok: true,
      does: "replace",
      because: ["status"],
      imports: 0,
      backups: ["3 completed", "4 failed"],
    },
  },
  {
    rule: "imports again, then deletes what it replaces",
    verb: "up",
    expected: { ok: true, does: "replace", because: ["status"], imports: 1, backups: ["5 completed"] },
  },
  {
    rule: "notices on refresh that the backup has been deleted",
    before: {
      says: "Somebody deletes the backup on Northflank. Program and configuration stay as they are.",
      act: ({ simulator: { world }, recordings }) => {
        for (const { id } of recordings.at(-1)?.backups ?? []) world.removeBackup(ordersDb, id);
      },
    },
    verb: "refresh",
    expected: { ok: true, does: "delete", because: [], imports: 0, backups: [] },
  },
  {
    rule: "imports again what is gone",
    verb: "up",
    expected: { ok: true, does: "create", because: [], imports: 1, backups: ["6 completed"] },
  },
  {
    rule: "deletes the backup on destroy",
    verb: "destroy",
    expected: { ok: true, does: "delete", because: [], imports: 0, backups: [] },
  },
];
