import { join } from "node:path";
import type { RunOptions, Verb } from "@test/engine";
import { ordersDb } from "@test/simulator";
import type { Stage, StageSettings } from "../stage/stage";
import type { Sight } from "./sight";
import { repository } from "../repository";

/** One step of the story: what happens before, the command, and what must have come of it. */
export interface Chapter {
  /** What the step shows, as a rule. */
  readonly rule: string;
  readonly before?: { readonly says: string; readonly act: (stage: Stage) => Promise<void> | void };
  readonly verb: Verb;
  readonly options?: RunOptions;
  readonly expected: Sight;
}

const password = "hunter2-before";
const newPassword = "hunter2-after";
const source = (host: string, secret = newPassword): { value: string; secret: true } => ({
  value: `postgresql://reader:${secret}@${host}.example.com:5432/orders`,
  secret: true,
});

/** The first example, as it stands, and a Northflank where an import takes a second or two. */
export const storySettings: Omit<StageSettings, "engine"> = {
  program: { folder: join(repository, "examples/from-connection-string") },
  project: "orders",
  stack: "demo",
  config: { ...ordersDb, connectionString: source("legacy", password) },
  // Types are checked by `npm run check`; here it would only cost time.
  env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  simulator: { scheduledSeconds: 0.3, importSeconds: 1 },
  secrets: [password, newPassword],
};

const looksClosely: RunOptions = { diff: true };

/** Backups are told by the import that made them: the first one, the second one and so on. */
export const chapters: readonly Chapter[] = [
  {
    rule: "previews an import before anything is asked of Northflank",
    verb: "preview",
    expected: { ok: true, does: "create", because: [], imports: 0, backups: [] },
  },
  {
    rule: "imports once, and waits until Northflank says completed",
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
      says: "The password in connectionString is rotated.",
      act: (stage) => stage.setConfig("connectionString", source("legacy")),
    },
    verb: "up",
    expected: { ok: true, does: "same", because: [], imports: 0, backups: ["1 completed"] },
  },
  {
    rule: "says that another name replaces the backup",
    before: {
      says: "The backup is given a name: before-the-move.",
      act: (stage) => stage.setConfig("backupName", "before-the-move"),
    },
    verb: "preview",
    options: looksClosely,
    expected: { ok: true, does: "replace", because: ["name"], imports: 0, backups: ["1 completed"] },
  },
  {
    rule: "imports under the new name, then deletes the old backup",
    verb: "up",
    expected: { ok: true, does: "replace", because: ["name"], imports: 1, backups: ["2 completed"] },
  },
  {
    rule: "says that another source replaces the backup",
    before: {
      says: "connectionString points at another host.",
      act: (stage) => stage.setConfig("connectionString", source("moved")),
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
    rule: "imports from the new source, then deletes the old backup",
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
    rule: "fails when the import fails, and keeps the good backup and the id of the failed one",
    before: {
      says: "connectionString points at a host that Northflank cannot read from.",
      act: async (stage) => {
        stage.simulator.settings.outcome = "failed";
        await stage.setConfig("connectionString", source("broken"));
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
      says: "The host is fixed; the program stays as it is.",
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
    rule: "imports again after a failure, then deletes what it replaces",
    verb: "up",
    expected: { ok: true, does: "replace", because: ["status"], imports: 1, backups: ["5 completed"] },
  },
  {
    rule: "notices on refresh that somebody has deleted the backup",
    before: {
      says: "Somebody deletes the backup on Northflank.",
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
