import { liveOptions, type Declaration } from "./declaration";

/**
 * What is known of an import, as far as a change of it matters. The model says in its own words what check and
 * diff should find; it shares no code with them.
 */
export interface Facts {
  readonly addonId: string;
  readonly teamId: string | undefined;
  readonly triggers: number | undefined;
  readonly compressionType: string;
  readonly importAllDatabases: boolean | undefined;
  readonly customDestinationId: string | undefined;
  readonly adoptBackupId: string | undefined;
  readonly deleteSeconds: number | undefined;
  readonly waits: boolean;
  readonly kind: string;
  /** What the source points at; undefined while that cannot be known. */
  readonly identity: string | undefined;
  readonly name: string | undefined;
  readonly isAutomatic: boolean;
}

const intentOf = (facts: Facts): string =>
  JSON.stringify([
    facts.triggers,
    facts.compressionType,
    facts.importAllDatabases,
    facts.customDestinationId,
    facts.adoptBackupId,
    facts.identity,
  ]);

function identityOf({ source }: Declaration, old: Facts | undefined): string | undefined {
  if (source.given !== "by a missing reference") return `${source.kind} ${source.place}`;
  // Nobody can say that it changed.
  return old?.kind === source.kind ? old.identity : undefined;
}

/** What a declaration comes to, after what was there before. */
export function checked(declaration: Declaration, old: Facts | undefined): Facts {
  const { addonId, teamId, triggers, customDestinationId, adoptBackupId, deleteSeconds } = declaration;
  const { compressionType = "gz", importAllDatabases } = liveOptions(declaration);
  const facts: Facts = {
    ...{ addonId, teamId, triggers, compressionType, importAllDatabases, customDestinationId },
    ...{ adoptBackupId, deleteSeconds, waits: declaration.waitForCompletion !== false },
    kind: declaration.source.kind,
    identity: identityOf(declaration, old),
    name: undefined,
    isAutomatic: false,
  };
  return adoptBackupId === undefined ? { ...facts, ...naming(declaration, facts, old) } : facts;
}

function naming(
  { name, resource }: Declaration,
  facts: Facts,
  old: Facts | undefined,
): Pick<Facts, "name" | "isAutomatic"> {
  if (name !== undefined) return { name, isAutomatic: false };
  // A name stays for as long as the same is asked for, whatever the resource is called meanwhile.
  if (old?.name !== undefined && intentOf(old) === intentOf(facts))
    return { name: old.name, isAutomatic: old.isAutomatic };
  const automatic = `${resource} for ${intentOf(facts)}`;
  return { name: facts.identity === undefined ? undefined : automatic, isAutomatic: true };
}

export type Judgement =
  { readonly step: "same" | "update" } | { readonly step: "replace"; reasons: string[] };

/** What is saved of an import: how it was when it was last shown to the provider. */
export interface Saved {
  readonly facts: Facts;
  readonly backupId: string;
  readonly status: string;
  /** Once adopted, it stays somebody else's. */
  readonly isAdopted: boolean;
}

const changed = (left: Facts, right: Facts, ...names: (keyof Facts)[]): (keyof Facts)[] =>
  names.filter((name) => left[name] !== right[name]);

/** What an `up` has to do to make one of the other. */
export function judged({ facts, backupId, status, isAdopted }: Saved, next: Facts): Judgement {
  const reasons = [
    ...changed(facts, next, "addonId"),
    ...orderReasons({ facts, backupId, isAdopted }, next).map((name) =>
      name === "identity" ? "sourceFingerprint" : name,
    ),
  ];
  if (reasons.length > 0) return { step: "replace", reasons: reasons.sort() };
  if (isFailed(status)) return { step: "replace", reasons: ["status"] };
  if (isRunning(status) && next.waits) return { step: "update" };
  const recorded = changed(facts, next, "teamId", "deleteSeconds");
  const isTakenOver = next.adoptBackupId !== undefined && !isAdopted;
  const isNoted = next.adoptBackupId !== undefined && facts.triggers !== next.triggers;
  return { step: recorded.length > 0 || isTakenOver || isNoted ? "update" : "same" };
}

function orderReasons(
  { facts, backupId, isAdopted }: Pick<Saved, "facts" | "backupId" | "isAdopted">,
  next: Facts,
): (keyof Facts)[] {
  if (next.adoptBackupId !== undefined) return next.adoptBackupId === backupId ? [] : ["adoptBackupId"];
  if (isAdopted) return changed(facts, next, "triggers");
  const options = changed(
    facts,
    next,
    ...(["importAllDatabases", "compressionType", "customDestinationId", "triggers"] as const),
  );
  const isMoved =
    facts.identity !== undefined && next.identity !== undefined && facts.identity !== next.identity;
  const isRenamed = !(facts.isAutomatic && next.isAutomatic) && facts.name !== next.name;
  return [...options, ...(isMoved ? ["identity" as const] : []), ...(isRenamed ? ["name" as const] : [])];
}

export const isFailed = (status: string): boolean => status === "failed" || status === "missing";
export const isRunning = (status: string): boolean => status === "in-progress" || status === "scheduled";
