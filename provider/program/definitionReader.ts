import { RunError } from "@pulumi/pulumi";
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Pair } from "yaml";
import type { ImportDefinition } from "./importDefinition";
import { assertShort, textOf, tooDeepAt } from "./definitionText";
import { namesWhere, rowOf, type InputName } from "../inputs/table";
import { nearest, refusal, shownName, combinationProblems } from "../inputs/validation";

const fieldNames = namesWhere((row) => row.wire === "body");
const isField = (name: string): name is InputName => (fieldNames as string[]).includes(name);

export const readFile = (path: string): ImportDefinition => readText(textOf(path), path);

/** Errors refer to the text by `origin`. */
export function readText(text: string, origin: string): ImportDefinition {
  assertShort(Buffer.byteLength(text), origin);
  const refuse = ({ text: why, at }: Problem): never => {
    throw new RunError(`${origin}:${text.slice(0, at).split("\n").length}: ${why}`);
  };
  const at = tooDeepAt(text);
  if (at !== undefined) refuse({ text: "lists or objects are nested too deeply", at });
  // The parser's own check for unique keys takes quadratic time; `repetition` replaces it.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const problem = problemOf(document);
  if (problem !== undefined) refuse(problem);
  return valuesOf(fieldsOf(document)) as ImportDefinition & Record<string, unknown>;
}

interface Problem {
  readonly text: string;
  /** Offset in the text. */
  readonly at: number;
}

/** Only the first problem: there may be one per character. */
function problemOf(document: Document): Problem | undefined {
  // Warnings, for example of an unknown tag, count because the CLI rejects them as well.
  const [fault] = [...document.errors, ...document.warnings];
  // The parser's own message quotes the text, which may contain a secret.
  if (fault !== undefined)
    return { text: `not valid JSON or YAML (${reasons[fault.code] ?? fault.code})`, at: fault.pos[0] };
  const { contents } = document;
  if (isMap(contents)) return repetition(contents.items) ?? fieldProblem(fieldsOf(document));
  return {
    text: `an import definition must be an object with fields such as name and importUrl, not ${shape(contents)}`,
    at: 0,
  };
}

const shape = (contents: unknown): string => {
  if (isSeq(contents)) return "a list";
  return isScalar(contents) && contents.value !== null ? "a single value" : "empty";
};

const reasons: Record<string, string> = {
  MULTIPLE_DOCS: "more than one document",
  TAB_AS_INDENT: "a tab in the indentation of YAML",
  TAG_RESOLVE_FAILED: "a tag (it begins with an exclamation mark)",
};

interface Key {
  /** Undefined if the key is not a string. */
  readonly name: string | undefined;
  readonly at: number;
}

interface Field extends Key {
  readonly value: unknown;
}

const keyOf = ({ key }: Pair): Key => ({
  name: isScalar(key) && typeof key.value === "string" ? key.value : undefined,
  at: (isScalar(key) ? key.range?.[0] : undefined) ?? 0,
});

function repetition(pairs: Pair[]): Problem | undefined {
  const seen = new Set<string>();
  for (const { name, at } of pairs.map(keyOf)) {
    if (name === undefined) continue;
    if (seen.has(name)) return { text: `${isField(name) ? name : "a field"} is given twice`, at };
    seen.add(name);
  }
  return undefined;
}

/** Field by field: expanding the whole document would expand aliases outside the fields as well. */
const fieldsOf = (document: Document): Field[] =>
  isMap(document.contents) ? document.contents.items.map((pair) => fieldOf(pair, document)) : [];

function fieldOf(pair: Pair, document: Document): Field {
  const { name, at } = keyOf(pair);
  const { value } = pair;
  const node = isAlias(value) && name !== undefined && isField(name) ? value.resolve(document) : value;
  return { name, at, value: plain(node) };
}

function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isMap(node)) return {};
  return isSeq(node) ? [] : node;
}

const valuesOf = (fields: Field[]): Record<string, unknown> =>
  Object.fromEntries(fields.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])));

const sources = fieldNames.filter((field) => rowOf(field).source !== undefined);
const noSource = `an import definition needs exactly one of ${sources.join(" and ")}`;

function fieldProblem(fields: Field[]): Problem | undefined {
  for (const field of fields) {
    const problem = ownProblem(field);
    if (problem !== undefined) return problem;
  }
  const values = valuesOf(fields);
  if (!sources.some((name) => values[name] !== undefined)) return { text: noSource, at: 0 };
  const [problem] = combinationProblems(values);
  return problem && { text: problem.text, at: fields.find(({ name }) => name === problem.about)?.at ?? 0 };
}

function ownProblem({ name, value, at }: Field): Problem | undefined {
  if (name === undefined) return { text: "a field's name must be a string", at };
  if (!isField(name)) return { text: unknownField(name), at };
  const text =
    value === undefined ? `${name} is an alias without an anchor in the document` : refusal(name, value);
  return text === undefined ? undefined : { text, at };
}

function unknownField(name: string): string {
  const glued = fieldNames.find((field) => name.startsWith(`${field}:`));
  if (glued !== undefined) return `a space is missing after "${glued}:"`;
  const guess = nearest(name, fieldNames);
  const hint = guess === undefined ? `the fields are ${fieldNames.join(", ")}` : `did you mean ${guess}?`;
  return `${shownName(name)} is not a field of an import definition; ${hint}`;
}
