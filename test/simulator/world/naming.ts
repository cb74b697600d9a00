import type { Backup } from "./backup";
import type { OpenAnswers } from "../openQuestions";

export function slugOf(name: string, punctuation: OpenAnswers["slugPunctuation"]): string {
  const words = punctuation === "removed" ? name.replace(/[/:]/g, "") : name;
  return words.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** The wanted id, or the first of `-2`, `-3`, ... that no backup has. */
export function freeId(wanted: string, backups: readonly Backup[]): string {
  return firstFree(
    wanted,
    backups.map(({ id }) => id),
  );
}

export function freeName(wanted: string, backups: readonly Backup[]): string {
  return firstFree(
    wanted,
    backups.map(({ name }) => name),
  );
}

function firstFree(wanted: string, taken: string[]): string {
  const all = new Set(taken);
  for (let number = 2, candidate = wanted; ; number += 1) {
    if (!all.has(candidate)) return candidate;
    candidate = `${wanted}-${number}`;
  }
}

/** Northflank names an unnamed backup after the current date; the rest of the wording is not known. */
export function nameOfDay(now: number): string {
  return `Import ${new Date(now).toISOString().slice(0, 19).replace("T", " ")}`;
}
