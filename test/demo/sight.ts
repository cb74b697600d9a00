import type { Simulator } from "@test/simulator";
import type { Recording } from "../stage/stage";

/** What somebody who looks at the terminal and at Northflank sees of one step. */
export interface Sight {
  readonly ok: boolean;
  /** What the engine does to the import, or would; `nothing` without a step of its own. */
  readonly does: string;
  /** The inputs or outputs that make it a replacement. */
  readonly because: readonly string[];
  /** How many were started. */
  readonly imports: number;
  /** What is on the addon afterwards: the number of its import, and its status. */
  readonly backups: readonly string[];
}

export function sightOf({ result, imports, backups }: Recording, { world }: Simulator): Sight {
  const numbers = new Map(world.imports.map(({ uid }, index) => [uid, index + 1]));
  const steps = result.steps.filter(({ op }) => op !== "delete-replaced");
  const replacement = steps.find(({ op }) => op === "create-replacement" || op === "replace");
  return {
    ok: result.ok,
    does: replacement === undefined ? (steps[0]?.op ?? "nothing") : "replace",
    because: replacement?.replaceReasons ?? [],
    imports: imports.length,
    backups: backups.map(({ uid, status }) => `${numbers.get(uid) ?? "?"} ${status}`),
  };
}

const deeds: Record<string, string> = {
  create: "creates",
  same: "nothing to do",
  replace: "replaces",
  delete: "deletes",
};

/** What the engine did, as the beginning of a sentence. */
export function deedOf({ ok, does, because }: Sight): string {
  const reasons = because.length === 0 ? "" : ` because of ${because.join(", ")}`;
  return `${ok ? "" : "fails, "}${deeds[does] ?? does}${reasons}`;
}

export function importsAndBackups({ imports }: Sight, backups: readonly string[]): string {
  const started = imports === 1 ? "1 import started" : `${imports} imports started`;
  return `${started}, ${backups.length === 0 ? "no backup there" : backups.join(" and ")}`;
}
