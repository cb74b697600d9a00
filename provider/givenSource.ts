import { inputs, rowOf, sourceNames, type InputName, type SourceKind } from "./inputs";
import { unknownValue } from "./unknown";

/** The source that the inputs name, whichever of the four inputs it came by. */
export interface GivenSource {
  readonly kind: SourceKind;
  /** Undefined while it is not known: an output of another resource in a preview, or a missing variable. */
  readonly value: string | undefined;
  /** The environment variable that holds the value, for a source by reference. */
  readonly variable?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Finds the source; undefined when none is given. Check has made sure that there are not two. */
export function givenSource(values: Record<string, unknown>, env: Environment): GivenSource | undefined {
  const name = sourceNames.find((candidate) => typeof values[candidate] === "string");
  if (name === undefined) return undefined;
  const kind = rowOf(name).source;
  const given = values[name];
  if (kind === undefined || typeof given !== "string") return undefined;
  if (given === unknownValue) return { kind, value: undefined };
  if (isReference(name)) return { kind, value: env[given] === "" ? undefined : env[given], variable: given };
  return { kind, value: given };
}

const isReference = (name: InputName): boolean =>
  rowOf(name).source !== undefined && rowOf(name).wire === undefined;

/** Why a value cannot be a source of this kind, as the end of a sentence; undefined when it can. */
export function sourceProblem(kind: SourceKind, value: string): string | undefined {
  const scheme = /^(jdbc:)?([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[2]?.toLowerCase();
  const isWeb = scheme === "http" || scheme === "https";
  if (kind === "connectionString" && isWeb) {
    return "looks like the URL of a dump; give it as importUrl, or give the connection string of a live database";
  }
  if (kind === "importUrl" && scheme !== undefined && databaseSchemes.has(scheme)) {
    return `looks like a ${scheme} connection string; give it as connectionString`;
  }
  if (kind === "importUrl" && isWeb && /[\r\n]/.test(value)) {
    return "has a line break in it, as the text of a file or of a YAML block has at its end; give it in one line";
  }
  if (inputs[kind].schema.safeParse(value).success) return undefined;
  return `must be ${inputs[kind].allowed}`;
}

const databaseSchemes = new Set(["postgres", "postgresql", "mysql", "mongodb", "mongodb+srv"]);
