import type { Source } from "../source/identity";
import {
  inputNames,
  namesWhere,
  rowOf,
  type InputName,
  type Inputs,
  type Value,
  type ValueRule,
} from "./table";
import { unknownValue, withoutAbsent, type Unknown, type Values } from "./values";

/** Whether a backup's name is the user's or ours; decides what may be adopted and suffixed. */
export type NameOrigin = "given" | "automatic";

/** Seconds that a step may take, from `customTimeouts`. */
export interface Timeouts {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
}

/** What check adds to the program's inputs. The engine stores it with them and hands it back as old inputs. */
type Derived = {
  readonly sourceFingerprint?: string | undefined;
  readonly nameOrigin?: NameOrigin | undefined;
  readonly timeouts?: Timeouts | undefined;
};

type Text<Type> = Type extends string ? string : Type;

/**
 * The inputs as check leaves them, and as diff, create and update get them. In a preview any of them may be unknown.
 * Only check makes sure that they go together, so any of them may be absent here.
 */
export type CheckedInputs = {
  readonly [Name in InputName]?: Text<Value<Name>> | Unknown | undefined;
} & Derived;

/** Whether a value is of the type that a field has. */
type Expectation = (value: unknown) => boolean;

const isText: Expectation = (value) => typeof value === "string";
const isNumber: Expectation = (value) => typeof value === "number";

const derived: Record<keyof Derived, Expectation> = {
  sourceFingerprint: isText,
  nameOrigin: (value) => value === "given" || value === "automatic",
  timeouts: (value) => typeof value === "object" && value !== null && Object.values(value).every(isNumber),
};

export const derivedNames = Object.keys(derived);

/** Only the type: the rules may have been different when the value was stored. */
const typeOf: Record<ValueRule["kind"], Expectation> = {
  text: isText,
  httpUrl: isText,
  choice: isText,
  flag: (value) => typeof value === "boolean" || value === unknownValue,
  any: () => true,
};

const expected = {
  ...derived,
  ...Object.fromEntries(inputNames.map((name) => [name, typeOf[rowOf(name).value.kind]])),
};

/** Values whose types nobody has checked yet: what is not as expected is absent, and what is not known is kept. */
export function asExpected(values: Values, fields: Readonly<Record<string, Expectation>>): Values {
  // Only own fields: every object inherits a `__proto__` and a `constructor`, which may be names in a state.
  const isKept = ([name, value]: [string, unknown]): boolean =>
    !Object.hasOwn(fields, name) || fields[name]?.(value) === true;
  return Object.fromEntries(Object.entries(withoutAbsent(values)).filter(isKept));
}

/** The inputs that the engine hands over, whether they come from the program, a state or an earlier check. */
export const readInputs = (values: Values): CheckedInputs => asExpected(values, expected);

/**
 * What a program knows of its resource and the dynamic provider is not told. The constructor sends it as one
 * hidden input; check takes it out again, so that it is never stored.
 */
export interface ResourceContext {
  readonly resourceUrn: string;
  readonly organization: string;
  readonly retainOnDelete?: boolean;
  readonly replacementTrigger?: unknown;
  /** From the program every path; from check only the inputs among them that have changed. */
  readonly replaceOnChanges?: readonly string[];
  readonly timeouts?: Timeouts;
}

export const contextKey = "resourceContext";

const bodyNames = namesWhere((row) => row.wire === "body");

/** The body of the import: the inputs that travel in it, under the name that is free, with the source's value. */
export function importBody(inputs: Inputs, source: Pick<Source, "kind" | "value">, name: string): Values {
  const options = bodyNames
    .map((key) => [key, inputs[key]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(options), name, [source.kind]: source.value };
}
