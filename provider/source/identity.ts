import { splitConnectionUri, type ConnectionUri } from "./notations";
import { locateDumpUrl } from "./dumpUrl";
import { canonicalText, type SourceLocation } from "./location";
import { locateMongodb, locateMongodbSrv } from "./mongodb";
import { locateMysql } from "./mysql";
import { locatePostgresSettings, locatePostgresUri } from "./postgres";

/** The two kinds of source that the API accepts. */
export type SourceKind = "connectionString" | "importUrl";

/** A source whose value is known, parsed at most once. */
export class Source {
  private parsed: { readonly location: SourceLocation | undefined } | undefined;

  constructor(
    readonly kind: SourceKind,
    readonly value: string,
  ) {}

  /** What it points at, without credentials; undefined if the value cannot be parsed. */
  get location(): SourceLocation | undefined {
    this.parsed ??= { location: locateSource(this.kind, this.value) };
    return this.parsed.location;
  }

  /**
   * Equal for two sources of the same data, whatever their credentials; undefined if the value cannot be parsed. States
   * store a hash of it: see `fingerprint.ts` before you change it.
   */
  get identity(): string | undefined {
    return this.location && canonicalText(this.location);
  }
}

export const identityOf = (kind: SourceKind, value: string): string | undefined =>
  new Source(kind, value).identity;

export function locateSource(kind: SourceKind, value: string): SourceLocation | undefined {
  const text = value.trim();
  if (kind === "importUrl") return locateDumpUrl(text);
  const uri = splitConnectionUri(text);
  return uri === undefined ? locatePostgresSettings(text) : familyOf.get(uri.scheme)?.(uri);
}

const familyOf = new Map<string, (uri: ConnectionUri) => SourceLocation | undefined>([
  ["postgres", locatePostgresUri],
  ["postgresql", locatePostgresUri],
  ["jdbc:postgresql", locatePostgresUri],
  ["mysql", locateMysql],
  ["jdbc:mysql", locateMysql],
  ["mariadb", locateMysql],
  ["jdbc:mariadb", locateMysql],
  ["mongodb", locateMongodb],
  ["mongodb+srv", locateMongodbSrv],
]);
