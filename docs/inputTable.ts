import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as ts from "typescript";
import { inputNames, rowOf, type Effect, type InputRow } from "../provider/inputs/table";
import { table } from "./table";

const source = resolve(__dirname, "../provider/program/args.ts");

/** What a change does, as a cell of the README says it, and as a hover does. */
const effects: Readonly<Record<Effect, { readonly cell: string; readonly hover: string }>> = {
  replace: { cell: "replaces", hover: "A change replaces the resource." },
  identity: {
    cell: "replaces only if it points elsewhere",
    hover: "A change replaces the resource only if it points elsewhere.",
  },
  record: {
    cell: "recorded; from one team to another replaces",
    hover: "From one team to another replaces the resource; a team gained or lost is only recorded.",
  },
  none: { cell: "nothing", hover: "A change does nothing." },
};

/** The inputs: the rules from the rows of provider/inputs/table.ts, the prose from the arguments of a program. */
export function inputTable(): string {
  const hovers = hoversOfArgs();
  const rows = inputNames.map((name) => cells(name, rowOf(name), hovers.get(name) ?? ""));
  return table(["input", "what", "when it changes"], rows);
}

function cells(name: string, row: InputRow, hover: string): string[] {
  const marks = [row.required === true ? ["required"] : [], row.secret === true ? ["secret"] : []].flat();
  const label = marks.length === 0 ? `\`${name}\`` : `\`${name}\` (${marks.join(", ")})`;
  return [label, proseOf(name, hover, endOfHover(row)), effects[row.onChange].cell];
}

/** A hover has no columns, so that it says at its end what the row does. */
const endOfHover = ({ secret, onChange }: InputRow): string =>
  `${secret === true ? " Secret." : ""} ${effects[onChange].hover}`;

function proseOf(name: string, hover: string, end: string): string {
  if (!hover.endsWith(end))
    throw new Error(`the TSDoc of ${name} in provider/program/args.ts does not end with "${end.trim()}"`);
  return hover.slice(0, -end.length);
}

/** The TSDoc of each argument, as one line, where it is given and not merely absent or repeated. */
function hoversOfArgs(): Map<string, string> {
  const file = ts.createSourceFile(source, readFileSync(source, "utf8"), ts.ScriptTarget.ES2022, true);
  const properties = file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature));
  return new Map(
    properties
      .filter(({ type }) => type?.kind !== ts.SyntaxKind.UndefinedKeyword)
      .map((property) => [property.name.getText(file), textOf(property)] as const)
      .filter(([, text]) => text !== ""),
  );
}

function textOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "").join(" ");
  return text.replace(/\s+/g, " ").trim();
}
