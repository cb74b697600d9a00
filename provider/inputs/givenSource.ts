import type { Environment } from "../configKeys";
import { isAllowed } from "./isAllowed";
import { rowOf, sourceNames, type InputName, type Inputs } from "./table";
import { identityOf, type SourceKind } from "../source/identity";
import { databaseSchemes } from "../source/location";
import { isStorage, isWithin, looksLikeConnection, mistakeIn } from "../source/notASource";
import { unknownValue } from "./values";

/** The source that the inputs name, whichever of the four inputs it came by. */
export interface GivenSource {
  readonly kind: SourceKind;
  /** Undefined while it is not known: an output of another resource in a preview, or a missing variable. */
  readonly value: string | undefined;
  /** The environment variable that holds the value, for a source by reference. */
  readonly variable?: string;
}

/** Finds the source; undefined when none is given. Check has made sure that there are not two. */
export function givenSource(values: Inputs, env: Environment): GivenSource | undefined {
  const name = sourceNames.find((candidate) => typeof values[candidate] === "string");
  if (name === undefined) return undefined;
  const kind = rowOf(name).source;
  const given = values[name];
  if (kind === undefined || typeof given !== "string") return undefined;
  if (given === unknownValue) return { kind, value: undefined };
  // White space around it comes with files and variables, and is no part of it.
  if (isReference(name)) return { kind, value: env[given]?.trim() || undefined, variable: given };
  return { kind, value: given.trim() };
}

/** By its name only where that looks like one, because a password given in its place may be marked as a secret. */
export const calledVariable = ({ kind, variable = "" }: GivenSource): string =>
  `the environment variable ${/^[A-Z_][A-Z0-9_]*$/.test(variable) ? variable : `that ${kind}FromEnv names`}`;

const isReference = (name: InputName): boolean =>
  rowOf(name).source !== undefined && rowOf(name).wire === undefined;

/** Why a value cannot be a source of this kind, as the end of a sentence; undefined when it can. */
export function sourceProblem(kind: SourceKind, value: string): string | undefined {
  const text = value.trim();
  const mistake = mistakeIn(text);
  if (mistake !== undefined) return mistake;
  const scheme = /^(jdbc:)?([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[2]?.toLowerCase();
  if (kind === "connectionString" && (scheme === "http" || scheme === "https")) {
    return "looks like a dump's URL; pass it as importUrl, or pass a live database's connection string";
  }
  if (kind === "importUrl" && scheme !== undefined && databaseSchemes.includes(scheme)) {
    return `looks like a ${scheme} connection string; pass it as connectionString`;
  }
  if (kind === "connectionString" && isStorage(text)) {
    return "is an address that Northflank cannot read; pass the dump's http:// or https:// URL as importUrl";
  }
  if (!isAllowed(kind, text)) return `must be ${rowOf(kind).allowed}`;
  if (kind === "importUrl" || identityOf(kind, text) !== undefined) return undefined;
  if (isWithin(text))
    return "contains other text around a connection string; pass only the connection string";
  if (looksLikeConnection(text)) return undefined;
  return "is not a connection string: it has neither a scheme (postgresql://…) nor settings (host=…)";
}
