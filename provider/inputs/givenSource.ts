import type { Environment } from "../configKeys";
import { Source, type SourceKind } from "../source/identity";
import { namesWhere, rowOf, type InputName, type Inputs } from "./table";
import { unknownValue } from "./values";

/** A source as the inputs give it, parsed. */
export interface GivenSource {
  /** The input that it came by. */
  readonly input: InputName;
  readonly kind: SourceKind;
  /** Undefined while it is not known: an output of another resource in a preview, or a missing variable. */
  readonly source: Source | undefined;
  /** The environment variable that holds the value, for a source by reference. */
  readonly variable?: string;
}

/** The sources that the inputs name: one, unless they are wrong or a backup is adopted. */
export const givenSources = (values: Inputs, env: Environment): readonly GivenSource[] =>
  sourceInputs.flatMap(({ input, kind, isReference }): GivenSource[] => {
    const given = values[input];
    if (typeof given !== "string") return [];
    if (given === unknownValue) return [{ input, kind, source: undefined }];
    const text = isReference ? own(env, given) : given;
    // White space around it comes with files and variables, and is no part of it.
    const value = isReference ? text?.trim() || undefined : text?.trim();
    const source = value === undefined ? undefined : new Source(kind, value);
    return [{ input, kind, source, ...(isReference ? { variable: given } : {}) }];
  });

/** The first of them; check has made sure that there are not two. */
export const givenSource = (values: Inputs, env: Environment): GivenSource | undefined =>
  givenSources(values, env)[0];

const sourceInputs = namesWhere((row) => row.source !== undefined).flatMap((input) => {
  const { source: kind, wire } = rowOf(input);
  return kind === undefined ? [] : [{ input, kind, isReference: wire === undefined }];
});

/** By its name only where that looks like one, because a password given in its place may be marked as a secret. */
export const calledVariable = ({ kind, variable = "" }: GivenSource): string =>
  `the environment variable ${/^[A-Z_][A-Z0-9_]*$/.test(variable) ? variable : `that ${kind}FromEnv names`}`;

/** No `toString` or `constructor`, which every object inherits. */
const own = (env: Environment, name: string): string | undefined =>
  Object.hasOwn(env, name) ? env[name] : undefined;
