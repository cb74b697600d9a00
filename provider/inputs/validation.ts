import { distance } from "fastest-levenshtein";
import { sourceProblem } from "./givenSource";
import { isAllowed } from "./isAllowed";
import { inputNames, namesWhere, rowOf, sourceNames, type InputName, type Inputs } from "./table";
import { hasUnknown, type Values } from "./values";

const requiredNames = namesWhere((row) => row.required === true);
const liveOnlyNames = namesWhere((row) => row.onlyWith === "connectionString");
const adoptingNames = namesWhere((row) => row.insteadOfSource === true);
const isInput = (name: string): name is InputName => (inputNames as string[]).includes(name);

/**
 * Everything that is wrong with the inputs, a sentence for each: what was given (never a secret), what is
 * allowed, and the likely fix. What a preview does not know yet is not judged.
 */
export function problemsOf(values: Values): string[] {
  return [
    ...Object.keys(values)
      .filter((name) => !isInput(name))
      .map(unknownInput),
    ...requiredNames.filter((name) => values[name] === undefined).map(missing),
    ...inputNames.flatMap((name) => refusal(name, values[name]) ?? []),
    ...sourceProblems(values).map(({ text }) => text),
  ];
}

function unknownInput(name: string): string {
  const guess = nearest(name, inputNames);
  const hint = guess === undefined ? `the inputs are ${inputNames.join(", ")}` : `did you mean ${guess}?`;
  return `${shownName(name)} is not an input of an addon backup import; ${hint}`;
}

/** An invalid name, such as `importUrl:https…` with its space missing, must not be printed. */
export const shownName = (name: string): string =>
  name.length <= 40 && /^[a-z]+([_.-][a-z]+)*$/i.test(name)
    ? JSON.stringify(name)
    : `a name of ${name.length} characters, not shown because it may be a secret,`;

const missing = (name: InputName): string => `${name} is missing; it must be ${rowOf(name).allowed}`;

/** Why a value is refused, as a sentence; undefined when it is not. */
export function refusal(name: InputName, value: unknown): string | undefined {
  if (value === undefined || hasUnknown(value)) return undefined;
  const row = rowOf(name);
  if (row.secret === true && row.source !== undefined && typeof value === "string") {
    const problem = sourceProblem(row.source, value);
    return problem === undefined
      ? undefined
      : `${name} ${problem}; its value is not shown because it is secret`;
  }
  if (isAllowed(name, value)) return undefined;
  return `${name} must be ${row.allowed}; got ${shown(value)}`;
}

// Whatever the program has marked as a secret arrives here without its mark.
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
    return `a string of ${value.length} characters, not shown because it may be a secret`;
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

const noSource =
  `no source is set; set exactly one of ${sourceNames.join(", ")}, or ${adoptingNames.join()} to track an ` +
  "existing backup";

interface SourceProblem {
  readonly text: string;
  /** The input that is too much; undefined where one is missing. */
  readonly about?: InputName;
}

/** What is wrong with how sources and their options go together. */
export function sourceProblems(values: Inputs): SourceProblem[] {
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

/** The candidate that a typing mistake was probably meant to be; undefined when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const short = word.slice(0, 60).toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: distance(short, candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, best.candidate.length / 3)
    ? best.candidate
    : undefined;
}
