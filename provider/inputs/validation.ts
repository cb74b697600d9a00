import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { Source } from "../source/identity";
import { databaseSchemes } from "../source/location";
import { isStorage, isWithin, looksLikeConnection, mistakeIn } from "../source/notASource";
import { calledVariable, type GivenSource } from "./givenSource";
import {
  inputNames,
  namesWhere,
  rowOf,
  sourceNames,
  type InputName,
  type Inputs,
  type ValueRule,
} from "./table";
import { hasUnknown, type Values } from "./values";

const requiredNames = namesWhere((row) => row.required === true);
const liveOnlyNames = namesWhere((row) => row.onlyWith === "connectionString");
const adoptingNames = namesWhere((row) => row.insteadOfSource === true);
const isInput = (name: string): name is InputName => (inputNames as string[]).includes(name);

/**
 * Everything wrong with the inputs, one sentence each: what was given (never a secret), what is allowed, and the
 * likely fix. Values that a preview does not know yet pass.
 */
export function problemsOf(values: Values, sources: readonly GivenSource[]): string[] {
  // Their values are parsed already, so only `sourceRefusal` judges them.
  const direct = sources.filter(({ variable }) => variable === undefined).map(({ input }) => input);
  return [
    ...Object.keys(values)
      .filter((name) => !isInput(name))
      .map(unknownInput),
    ...requiredNames.filter((name) => values[name] === undefined).map(missing),
    ...inputNames
      .filter((name) => !direct.includes(name))
      .flatMap((name) => refusal(name, values[name]) ?? []),
    ...sources.flatMap((source) => sourceRefusal(source) ?? []),
    ...combinationProblems(values).map(({ text }) => text),
  ];
}

function unknownInput(name: string): string {
  const guess = nearest(name, inputNames);
  const hint = guess === undefined ? `the inputs are ${inputNames.join(", ")}` : `did you mean ${guess}?`;
  return `${shownName(name)} is not an input of an addon backup import; ${hint}`;
}

/** Hides anything but a plain name: `importUrl:https…`, with the space missing, contains the source. */
export const shownName = (name: string): string =>
  name.length <= 40 && /^[a-z]+([_.-][a-z]+)*$/i.test(name)
    ? JSON.stringify(name)
    : `a name of ${characters(name)}, not shown because it may be a secret,`;

const characters = ({ length }: string): string => `${length} character${length === 1 ? "" : "s"}`;

const missing = (name: InputName): string => `${name} is missing; it must be ${rowOf(name).allowed}`;

/** Why a value is invalid, as a sentence; undefined if it is valid. */
export function refusal(name: InputName, value: unknown): string | undefined {
  if (value === undefined || hasUnknown(value)) return undefined;
  const { allowed, secret, source: kind } = rowOf(name);
  if (secret === true && kind !== undefined && typeof value === "string")
    return sourceRefusal({ input: name, kind, source: new Source(kind, value.trim()) });
  return isAllowed(name, value) ? undefined : `${name} must be ${allowed}; got ${shown(value)}`;
}

function sourceRefusal(given: GivenSource): string | undefined {
  const problem = given.source && sourceProblem(given.source);
  if (problem === undefined) return undefined;
  return given.variable === undefined
    ? `${given.input} ${problem}; its value is not shown because it is secret`
    : `the value of ${calledVariable(given)} ${problem}`;
}

/** Why a value cannot be a source of this kind, as the end of a sentence; undefined if it can. */
export function sourceProblem(source: Source): string | undefined {
  const { kind, value } = source;
  const mistake = mistakeIn(value);
  if (mistake !== undefined) return mistake;
  const scheme = /^(jdbc:)?([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[2]?.toLowerCase();
  if (kind === "connectionString" && (scheme === "http" || scheme === "https")) {
    return "looks like a dump's URL; pass it as importUrl, or pass a live database's connection string";
  }
  if (kind === "importUrl" && scheme !== undefined && databaseSchemes.includes(scheme)) {
    return `looks like a ${scheme} connection string; pass it as connectionString`;
  }
  if (kind === "connectionString" && isStorage(value)) {
    return "is an address that Northflank cannot read; pass the dump's http:// or https:// URL as importUrl";
  }
  if (!isAllowed(kind, value)) return `must be ${rowOf(kind).allowed}`;
  if (source.identity !== undefined) return undefined;
  if (isWithin(value))
    return "contains other text around a connection string; pass only the connection string";
  if (looksLikeConnection(value)) return undefined;
  return "is not a connection string: it has neither a scheme (postgresql://…) nor settings (host=…)";
}

// Secrets arrive here unmarked, so show only values that cannot be one.
const harmless = new Set<unknown>([
  true,
  false,
  "true",
  "false",
  "yes",
  "no",
  "gz",
  "gzip",
  "zst",
  "zstd",
  "none",
  "",
]);

function shown(value: unknown): string {
  if (harmless.has(value)) return JSON.stringify(value);
  if (typeof value === "string")
    return `a string of ${characters(value)}, not shown because it may be a secret`;
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

const noSource =
  `no source is set; set exactly one of ${sourceNames.join(", ")}, or ${adoptingNames.join()} to track an ` +
  "existing backup";

interface CombinationProblem {
  readonly text: string;
  /** The input to remove; undefined if one is missing. */
  readonly about?: InputName;
}

/** Problems with the combination of sources and options. */
export function combinationProblems(values: Inputs): CombinationProblem[] {
  const given = sourceNames.filter((name) => values[name] !== undefined);
  const [source, second] = given;
  const isAdopting = adoptingNames.some((name) => values[name] !== undefined);
  if (source === undefined) return isAdopting ? [] : [{ text: noSource }];
  if (second !== undefined) {
    const text = `${given.join(" and ")} are set together; an import takes exactly one source, so keep only one of them`;
    return [{ text, about: second }];
  }
  if (isAdopting || rowOf(source).source === "connectionString") return [];
  return liveOnlyNames
    .filter((name) => values[name] !== undefined)
    .map((name) => ({
      text: `${name} works only with a connection string, but the source is ${source}; remove ${name}`,
      about: name,
    }));
}

/** The candidate that a typo probably meant; undefined if none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const short = word.slice(0, 60).toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: distance(short, candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, best.candidate.length / 3)
    ? best.candidate
    : undefined;
}

/** Whether the value is valid for the input, regardless of other inputs. */
export const isAllowed = (name: InputName, value: unknown): boolean =>
  schemaOf(rowOf(name).value).safeParse(value).success;

function schemaOf(rule: ValueRule): z.ZodType {
  switch (rule.kind) {
    case "text":
      return textSchema(rule);
    case "httpUrl":
      return z.url({ protocol: /^https?$/i });
    case "flag":
      return z.boolean();
    case "choice":
      return z.enum(rule.of);
    case "any":
      return z.unknown();
  }
}

function textSchema({ shortest, longest, pattern }: Extract<ValueRule, { kind: "text" }>): z.ZodType {
  const atLeast = z.string().min(shortest ?? 0);
  const within = longest === undefined ? atLeast : atLeast.max(longest);
  return pattern === undefined ? within : within.regex(pattern);
}
