import type { SourceKind } from "../../provider/source/identity";

export const addons = ["orders-db", "users-db"] as const;

/** Planted, so that they can be looked for wherever something is shown or saved. */
export const passwords = ["Pw-0ne-S3cr3t", "Pw-Tw0-S3cr3t"] as const;

/** Where an import comes from; only `kind` and `place` say which source it is. */
export interface Source {
  readonly kind: SourceKind;
  readonly place: 1 | 2;
  readonly password: 0 | 1;
  readonly given: "as value" | "by reference" | "by a missing reference";
}

/** One import as a program declares it. Its fields are what a user edits. */
export interface Declaration {
  /** The resource name; the former ones are its aliases. */
  readonly resource: string;
  readonly formerly: readonly string[];
  readonly addonId: (typeof addons)[number];
  readonly source: Source;
  readonly name?: string;
  readonly compressionType?: "gz" | "zstd";
  readonly importAllDatabases?: boolean;
  readonly customDestinationId?: string;
  readonly triggers?: number;
  readonly teamId?: string;
  readonly adoptBackupId?: string;
  readonly waitForCompletion?: boolean;
  readonly deleteSeconds?: number;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

export const firstDeclaration = (resource: string): Declaration => ({
  resource,
  formerly: [],
  addonId: "orders-db",
  source: { kind: "connectionString", place: 1, password: 0, given: "as value" },
});

export function valueOf({ kind, place, password }: Source): string {
  const secret = passwords[password];
  return kind === "connectionString"
    ? `postgresql://importer:${secret}@db${place}.example.com/orders`
    : `https://dumps.example.com/orders-${place}.gz?X-Amz-Signature=${secret}`;
}

const variableOf = ({ kind, place, password, given }: Source): string =>
  given === "by reference" ? `MODEL_${kind}_${place}_${password}` : "MODEL_NOT_SET";

/** The environment in which every source can be had by reference. */
export function sourceVariables(): Record<string, string> {
  const kinds: SourceKind[] = ["connectionString", "importUrl"];
  const sources = kinds.flatMap((kind) =>
    ([1, 2] as const).flatMap((place) =>
      ([0, 1] as const).map((password) => ({ kind, place, password, given: "by reference" }) as const),
    ),
  );
  return Object.fromEntries(sources.map((source) => [variableOf(source), valueOf(source)]));
}

/** The source's input, as `{ name: value }`. */
export const sourceInput = (source: Source): Record<string, string> =>
  source.given === "as value"
    ? { [source.kind]: valueOf(source) }
    : { [`${source.kind}FromEnv`]: variableOf(source) };

/** Options that go only with a connection string; a program with another source does not have them. */
export const liveOptions = ({ source, compressionType, importAllDatabases }: Declaration) =>
  source.kind === "connectionString" ? { compressionType, importAllDatabases } : {};

/** The inputs, without the absent ones. */
export function argsOf(declaration: Declaration): Record<string, unknown> {
  const { addonId, source, name, customDestinationId, triggers } = declaration;
  const { teamId, adoptBackupId, waitForCompletion } = declaration;
  const all = {
    ...{ projectId: "shop", addonId, name, customDestinationId, triggers },
    ...{ teamId, adoptBackupId, waitForCompletion },
    ...liveOptions(declaration),
    ...sourceInput(source),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
