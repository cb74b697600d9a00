import fc from "fast-check";
import {
  ambiguousFaults,
  type FaultAction,
  type FaultRule,
  type OpenAnswers,
  openQuestions,
  refusingFaults,
} from "@test/simulator";
import { addons, type Declaration, type Source } from "./declaration";

export const slots = ["a", "b"] as const;
export type Slot = (typeof slots)[number];

type Field = Exclude<keyof Declaration, "resource" | "formerly" | "source" | "adoptBackupId">;

/** What happens between two operations: to the program, or behind its back. */
export type Change = { readonly slot: Slot } & (
  | { readonly what: "edit"; readonly field: Field; readonly to: unknown }
  | { readonly what: "source"; readonly to: Partial<Source> }
  | { readonly what: "rename" }
  | { readonly what: "declare" | "take out" }
  | { readonly what: "adopt"; readonly which: "another's" | "its own" | "none" }
  | { readonly what: "imports fail" | "imports succeed" }
  | { readonly what: "northflank refuses imports" | "northflank takes imports" }
  | { readonly what: "somebody deletes the backup" | "somebody makes a namesake" }
);

export interface Fault {
  readonly on: NonNullable<FaultRule["on"]>;
  readonly name: string;
}

export interface Turn {
  readonly changes: readonly Change[];
  readonly verb: "up" | "refresh" | "destroy";
  /** Meets the first request of its kind. */
  readonly fault: Fault | undefined;
}

const optional = <Value>(...values: Value[]) => fc.constantFrom<Value | undefined>(undefined, ...values);

const fields: { readonly [Name in Field]: fc.Arbitrary<unknown> } = {
  addonId: fc.constantFrom(...addons),
  name: optional("first", "second"),
  compressionType: optional("gz", "zstd"),
  importAllDatabases: optional(true, false),
  customDestinationId: optional("bucket-1"),
  triggers: optional(1, 2),
  teamId: optional("acme"),
  waitForCompletion: optional(true, false),
  deleteSeconds: optional(300),
  protect: optional(true),
  retainOnDelete: optional(true),
};

const anEdit = fc
  .constantFrom(...(Object.keys(fields) as Field[]))
  .chain((field) => fields[field].map((to) => ({ what: "edit", field, to }) as const));

const aSource = fc.oneof(
  fc.record({ password: fc.constantFrom(0, 1) }),
  fc.record({ place: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constantFrom("connectionString", "importUrl") }),
  fc.record({
    given: fc.constantFrom("as value", "by reference", "by reference", "by a missing reference"),
  }),
) as fc.Arbitrary<Partial<Source>>;

const anEvent = fc.constantFrom(
  ...(["rename", "take out", "declare", "declare"] as const),
  ...(["imports fail", "imports succeed", "imports succeed"] as const),
  ...(["northflank refuses imports", "northflank takes imports", "northflank takes imports"] as const),
  ...(["somebody deletes the backup", "somebody makes a namesake"] as const),
);

const aChange: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom(...slots),
    fc.oneof(
      { weight: 5, arbitrary: anEdit },
      { weight: 3, arbitrary: aSource.map((to) => ({ what: "source", to }) as const) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom("another's", "its own", "none", "none")
          .map((which) => ({ what: "adopt", which }) as const),
      },
      { weight: 4, arbitrary: anEvent.map((what) => ({ what }) as const) },
    ),
  )
  .map(([slot, change]) => ({ slot, ...change }));

const adoptable = [
  "addonId",
  "compressionType",
  "importAllDatabases",
  "customDestinationId",
  "triggers",
] as const;

/**
 * Edits after which an import that an engine lost is found again: none that gives a name of the user's, and none
 * that keeps finished backups on purpose.
 */
export const anEditOfImports: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom(...slots),
    fc.oneof(
      fc
        .constantFrom(...adoptable)
        .chain((field) => fields[field].map((to) => ({ what: "edit", field, to }) as const)),
      aSource
        .filter(({ given }) => given !== "by a missing reference")
        .map((to) => ({ what: "source", to }) as const),
      fc.constantFrom("rename", "take out").map((what) => ({ what }) as const),
    ),
  )
  .map(([slot, change]) => ({ slot, ...change }));

const operations = ["importBackup", "getBackup", "listBackups", "deleteBackup", "listAddonRestores"] as const;

/** Those that end within a request's time, and after which the outcome is the same as without. */
const harmless = ([name, { do: kind }]: readonly [string, FaultAction]): boolean =>
  kind !== "silence" && kind !== "flood" && name !== "empty 200 before handling";

export const faults = new Map(Object.entries({ ...ambiguousFaults, ...refusingFaults }).filter(harmless));

const aFault: fc.Arbitrary<Fault> = fc.record({
  on: fc.constantFrom(...operations),
  name: fc.constantFrom(...faults.keys()),
});

const aTurn: fc.Arbitrary<Turn> = fc.record({
  changes: fc.array(aChange, { minLength: 0, maxLength: 3 }),
  verb: fc.constantFrom("up", "up", "up", "up", "up", "up", "refresh", "refresh", "destroy"),
  fault: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: aFault }),
});

/** What happens to a stack: shrinks to fewer turns and fewer changes, each of which makes sense by itself. */
export const someTurns = (most: number): fc.Arbitrary<Turn[]> =>
  fc.array(aTurn, { minLength: 1, maxLength: most });

/** Answers to open questions after which everything has to come to the same. */
export const anApi: fc.Arbitrary<Partial<OpenAnswers>> = fc.record({
  importAnswer: fc.constantFrom(...openQuestions.importAnswer),
  importStatus: fc.constantFrom(...openQuestions.importStatus),
  backupId: fc.constantFrom(...openQuestions.backupId),
  uid: fc.constantFrom(...openQuestions.uid),
  listOrder: fc.constantFrom(...openQuestions.listOrder),
  unfinishedCompletedAt: fc.constantFrom(...openQuestions.unfinishedCompletedAt),
  deleteRunning: fc.constantFrom(...openQuestions.deleteRunning),
  logEcho: fc.constantFrom(...openQuestions.logEcho),
  errorEcho: fc.constantFrom(...openQuestions.errorEcho),
});
