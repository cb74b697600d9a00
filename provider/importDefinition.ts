import { RunError } from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair } from "yaml";
import type { ImportDefinition } from "./args";
import { namesWhere, rowOf, type InputName } from "./inputs";
import { nearest } from "./nearest";
import { refusal, shownName, sourceProblems } from "./validation";

const fieldNames = namesWhere((row) => row.wire === "body");
const isField = (name: string): name is InputName => (fieldNames as string[]).includes(name);

/**
 * Reads the JSON or YAML file that `northflank import addon backup -f` takes.
 *
 * @param path Path of the file, from the folder that the program runs in.
 * @returns The fields of the import, to be spread into the arguments.
 * @throws `RunError`, which Pulumi shows without a stack: the file cannot be read or is no definition. It says file, line
 * and field, and never a value of a source.
 */
export function loadImportDefinition(path: string): ImportDefinition {
  return parse(textOf(path), path);
}

/**
 * Reads the JSON or YAML text that `northflank import addon backup -i` takes.
 *
 * @throws As `loadImportDefinition` does.
 */
export function parseImportDefinition(text: string): ImportDefinition {
  return parse(text, "the import definition");
}

function textOf(path: string): string {
  const bytes = bytesOf(path);
  try {
    // Bytes of another encoding would otherwise be replaced, in the middle of a password for example.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RunError(`the import definition ${path} is not UTF-8 text; save it as UTF-8`);
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown cause";
    throw new RunError(`the import definition ${path} cannot be read (${code})`);
  }
}

function parse(text: string, origin: string): ImportDefinition {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = problemsOf(document, text);
  if (problem !== undefined)
    throw new RunError(`${origin}:${lines.linePos(problem.at).line}: ${problem.text}`);
  return valuesOf(fieldsOf(document)) as ImportDefinition;
}

interface Problem {
  readonly text: string;
  /** Where in the text it is. */
  readonly at: number;
}

function problemsOf(document: Document, text: string): Problem[] {
  // A warning is, for example, a tag that is not known; the CLI refuses it, too.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) return [{ text: inWords(fault.code, text.slice(fault.pos[0])), at: fault.pos[0] }];
  const { contents } = document;
  if (isMap(contents)) return fieldProblems(fieldsOf(document));
  return [
    {
      text: `an import definition is an object with fields such as name and importUrl, not ${shape(contents)}`,
      at: 0,
    },
  ];
}

const shape = (contents: unknown): string => {
  if (isSeq(contents)) return "a list";
  return isScalar(contents) && contents.value !== null ? "a single value" : "empty";
};

/** The parser's own message quotes the text, which may hold a secret; the name of a field holds none. */
function inWords(code: string, rest: string): string {
  const field = /^["']?(\w+)/.exec(rest)?.[1] ?? "";
  if (code === "DUPLICATE_KEY") return `${isField(field) ? field : "a field"} is given twice`;
  return `not valid JSON or YAML (${reasons[code] ?? code})`;
}

const reasons: Record<string, string> = {
  MULTIPLE_DOCS: "more than one document",
  TAB_AS_INDENT: "a tab in the indentation of YAML",
  TAG_RESOLVE_FAILED: "a tag, which begins with an exclamation mark",
};

interface Field {
  /** Undefined for a key that is no text. */
  readonly name: string | undefined;
  readonly value: unknown;
  readonly at: number;
}

/** Field by field, because expanding the whole document would expand aliases in what is no field. */
const fieldsOf = (document: Document): Field[] =>
  isMap(document.contents) ? document.contents.items.map((pair) => fieldOf(pair, document)) : [];

function fieldOf({ key, value }: Pair, document: Document): Field {
  const name = isScalar(key) && typeof key.value === "string" ? key.value : undefined;
  const node = isAlias(value) && name !== undefined && isField(name) ? value.resolve(document) : value;
  return { name, value: plain(node), at: (isScalar(key) ? key.range?.[0] : undefined) ?? 0 };
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

function fieldProblems(fields: Field[]): Problem[] {
  const values = valuesOf(fields);
  const at = (name: string | undefined): number => fields.find((field) => field.name === name)?.at ?? 0;
  return [
    ...fields.flatMap((field) => ownProblem(field) ?? []),
    ...(sources.some((name) => values[name] !== undefined)
      ? sourceProblems(values).map(({ text, about }) => ({ text, at: at(about) }))
      : [{ text: noSource, at: 0 }]),
  ];
}

function ownProblem({ name, value, at }: Field): Problem | undefined {
  if (name === undefined) return { text: "the name of a field is a text", at };
  if (!isField(name)) return { text: unknownField(name), at };
  const text = value === undefined ? `${name} is an alias of nothing in the document` : refusal(name, value);
  return text === undefined ? undefined : { text, at };
}

function unknownField(name: string): string {
  const glued = fieldNames.find((field) => name.startsWith(`${field}:`));
  if (glued !== undefined) return `a space is missing after "${glued}:"`;
  const guess = nearest(name, fieldNames);
  const hint = guess === undefined ? `the fields are ${fieldNames.join(", ")}` : `did you mean ${guess}?`;
  return `${shownName(name)} is not a field of an import definition; ${hint}`;
}
