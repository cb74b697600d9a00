import { join } from "node:path";
import { ordersDb } from "@test/simulator";
import { repository } from "../repository";
import type { StageSettings } from "../stage/stage";

/** The program of the story: the first example, as it stands. */
export const programFile = "examples/from-connection-string/index.ts";

/** Passwords of the story, and what is shown in their place. */
const passwords = { old: "hunter2-before", new: "hunter2-after" } as const;
const shownFor: Readonly<Record<keyof typeof passwords, string>> = {
  old: "[old password]",
  new: "[new password]",
};

export const source = (host: string, password: keyof typeof passwords) => ({
  value: `postgresql://reader:${passwords[password]}@${host}.example.com/orders`,
  secret: true as const,
});

/** The text without its passwords. */
export const withoutPasswords = (text: string): string =>
  text.replaceAll(passwords.old, shownFor.old).replaceAll(passwords.new, shownFor.new);

/** A Northflank where an import takes a second or two. */
export const storySettings: Omit<StageSettings, "engine"> = {
  program: { folder: join(repository, programFile, "..") },
  project: "orders",
  stack: "demo",
  config: { ...ordersDb, connectionString: source("legacy", "old") },
  // Types are checked by `npm run check`; here it would only cost time.
  env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  simulator: { scheduledSeconds: 0.3, importSeconds: 1 },
  secrets: Object.values(passwords),
};
