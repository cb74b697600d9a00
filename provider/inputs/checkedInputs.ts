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

/** Whether the user or the provider chose the backup's name; decides what may be adopted and suffixed. */
export type NameOrigin = "given" | "automatic";

/** Seconds allowed for each step, from `customTimeouts`. */
export interface Timeouts {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
}

/** What check adds to the program's inputs. The engine stores it with them and passes it back as old inputs. */
type Derived = {
  readonly sourceFingerprint?: string | undefined;
  readonly nameOrigin?: NameOrigin | undefined;
  readonly timeouts?: Timeouts | undefined;
};

type Text<Type> = Type extends string ? string : Type;

/**
 * The inputs as check returns them and as diff, create and update receive them. In a preview any of them may be
 * unknown. The type does not repeat check's validation, so any of them may be absent.
 */
export type CheckedInputs = {
  readonly [Name in InputName]?: Text<Value<Name>> | Unknown | undefined;
} & Derived;

/** Whether a value has a field's type. */
type Expectation = (value: unknown) => boolean;

const isText: Expectation = (value) => typeof value === "string";
const isNumber: Expectation = (value) => typeof value === "number";

const derived: Record<keyof Derived, Expectation> = {
  sourceFingerprint: isText,
  nameOrigin: (value) => value === "given" || value === "automatic",
  timeouts: (value) => typeof value === "object" && value !== null && Object.values(value).every(isNumber),
};

export const derivedNames = Object.keys(derived);

/** Checks only the type: another release may have stored the value under other rules. */
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

/** Drops values of an unexpected type. Keeps fields that are not listed. */
export function asExpected(values: Values, fields: Readonly<Record<string, Expectation>>): Values {
  // Only own fields: every object inherits `__proto__` and `constructor`, and a state may contain those names.
  const isKept = ([name, value]: [string, unknown]): boolean =>
    !Object.hasOwn(fields, name) || fields[name]?.(value) === true;
  return Object.fromEntries(Object.entries(withoutAbsent(values)).filter(isKept));
}

/** Reads inputs from the engine, whether they come from the program, a state or an earlier check. */
export const readInputs = (values: Values): CheckedInputs => asExpected(values, expected);

/** What is known of a resource besides its inputs; how much depends on how the engine reaches us. */
export interface ResourceContext {
  readonly resourceUrn: string;
  /** Empty where nobody tells. */
  readonly organization: string;
  readonly retainOnDelete?: boolean;
  readonly replacementTrigger?: unknown;
  readonly replaceOnChanges?: readonly string[];
  readonly timeouts?: Timeouts;
}

/** The hidden input by which the program tells a dynamic provider all of that, because the engine does not. */
export const contextKey = "resourceContext";

const bodyNames = namesWhere((row) => row.wire === "body");

/** The import's request body, under a name that is free. */
export function importBody(inputs: Inputs, source: Pick<Source, "kind" | "value">, name: string): Values {
  const options = bodyNames
    .map((key) => [key, inputs[key]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(options), name, [source.kind]: source.value };
}
