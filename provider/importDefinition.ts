import { readFileSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { ImportDefinition } from "./args";
import { namesWhere, rowOf, type InputName } from "./inputs";
import { nearest } from "./nearest";
import { refusal, sourceProblems } from "./validation";

const fieldNames = namesWhere((row) => row.wire === "body");
const isField = (name: string): name is InputName => (fieldNames as string[]).includes(name);

/**
 * Reads the JSON or YAML file that `northflank import addon backup -f` takes.
 *
 * @param path Path of the file, from the folder that the program runs in.
 * @returns The fields of the import, to be spread into the arguments.
 * @throws When the file cannot be read or is no definition, with file, line and field; never with a value of a source.
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
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown cause";
    throw new Error(`the import definition ${path} cannot be read (${code})`, { cause: thrown });
  }
}

function parse(text: string, origin: string): ImportDefinition {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  // The parser's own message quotes the line, which may hold a secret.
  if (fault !== undefined)
    throw new Error(`${origin}:${lines.linePos(fault.pos[0]).line}: not valid JSON or YAML (${fault.code})`);
  const values = fieldsOf(document, origin);
  const [problem] = problems(values);
  if (problem === undefined) return values as ImportDefinition;
  throw new Error(`${origin}:${lineOf(document, lines, problem.field)}: ${problem.text}`);
}

function fieldsOf(document: Document, origin: string): Record<string, unknown> {
  const value: unknown = document.toJS({ maxAliasCount: 10 });
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`${origin}:1: an import definition is an object with fields such as name and importUrl`);
}

const sources = fieldNames.filter((field) => rowOf(field).source !== undefined);
const noSource = { text: `an import definition needs exactly one of ${sources.join(" and ")}` };

interface Problem {
  readonly field?: string;
  readonly text: string;
}

function problems(values: Record<string, unknown>): Problem[] {
  const unknown = Object.keys(values).filter((field) => !isField(field));
  const refused = fieldNames.map((field) => ({ field, text: refusal(field, values[field]) }));
  return [
    ...unknown.map((field) => ({ field, text: unknownField(field) })),
    ...refused.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }])),
    ...(sources.some((field) => values[field] !== undefined)
      ? sourceProblems(values).map((text) => ({ text }))
      : [noSource]),
  ];
}

function unknownField(field: string): string {
  const guess = nearest(field, fieldNames);
  const hint = guess === undefined ? `the fields are ${fieldNames.join(", ")}` : `did you mean ${guess}?`;
  return `${JSON.stringify(field.slice(0, 60))} is not a field of an import definition; ${hint}`;
}

function lineOf({ contents }: Document, lines: LineCounter, field: string | undefined): number {
  const pairs = isMap(contents) ? contents.items : [];
  const key = pairs
    .map((pair) => pair.key)
    .find((candidate) => isScalar(candidate) && candidate.value === field);
  return isScalar(key) && key.range != null ? lines.linePos(key.range[0]).line : 1;
}
