import type { Environment } from "../configKeys";
import { Source, type SourceKind } from "../source/identity";
import { rowOf, sourceNames, type InputName, type Inputs } from "./table";
import { unknownValue } from "./values";

/** The source in the inputs, parsed. */
export interface GivenSource {
  /** The input that holds it or names its environment variable. */
  readonly input: InputName;
  readonly kind: SourceKind;
  /** Undefined while unknown: another resource's output in a preview, or a variable that is not set. */
  readonly source: Source | undefined;
  /** The environment variable that holds the value, for a source by reference. */
  readonly variable?: string;
}

/** All sources in the inputs: exactly one, unless the inputs are invalid or adopt a backup. */
export const givenSources = (values: Inputs, env: Environment): readonly GivenSource[] =>
  sourceInputs.flatMap(({ input, kind, isReference }): GivenSource[] => {
    const given = values[input];
    if (typeof given !== "string") return [];
    if (given === unknownValue) return [{ input, kind, source: undefined }];
    // Values from files and variables often have whitespace around them, which is not part of the source.
    const value = (isReference ? own(env, given) : given)?.trim();
    // An empty variable is as good as none.
    const isKnown = value !== undefined && !(isReference && value === "");
    const source = isKnown ? new Source(kind, value) : undefined;
    return [{ input, kind, source, ...(isReference ? { variable: given } : {}) }];
  });

/** The only source: check rejects two. */
export const givenSource = (values: Inputs, env: Environment): GivenSource | undefined =>
  givenSources(values, env)[0];

const sourceInputs = sourceNames.flatMap((input) => {
  const { source: kind, wire } = rowOf(input);
  return kind === undefined ? [] : [{ input, kind, isReference: wire === undefined }];
});

/** Shows the name only if it looks like one, because it may be a misplaced password. */
export const calledVariable = ({ kind, variable = "" }: GivenSource): string =>
  `the environment variable ${/^[A-Z_][A-Z0-9_]*$/.test(variable) ? variable : `that ${kind}FromEnv names`}`;

/** The source in messages: `the connectionString`, `the importUrl in the environment variable ORDERS_DUMP`. */
export const calledSource = (given: GivenSource): string =>
  `the ${given.kind}${given.variable === undefined ? "" : ` in ${calledVariable(given)}`}`;

/** No `toString` or `constructor`, which every object inherits. */
const own = (env: Environment, name: string): string | undefined =>
  Object.hasOwn(env, name) ? env[name] : undefined;
