import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as ts from "typescript";
import { inputNames, rowOf, type InputName } from "../provider/inputs/table";
import { table } from "./table";

const source = resolve(__dirname, "../provider/inputs/table.ts");

const effects = {
  replace: "replaces",
  identity: "replaces only if it points elsewhere",
  record: "recorded; from one team to another replaces",
  none: "nothing",
} as const;

/** The inputs: the rules from the rows of provider/inputs/table.ts, the prose from the TSDoc above them. */
export function inputTable(): string {
  const docs = docsOfRows();
  const rows = inputNames.map((name) => cells(name, docs.get(name) ?? ""));
  return table(["input", "what", "when it changes"], rows);
}

function cells(name: InputName, doc: string): string[] {
  const row = rowOf(name);
  const marks = [row.required === true ? ["required"] : [], row.secret === true ? ["secret"] : []].flat();
  const label = marks.length === 0 ? `\`${name}\`` : `\`${name}\` (${marks.join(", ")})`;
  return [label, doc, effects[row.onChange]];
}

/** The TSDoc of each row, as one line. */
function docsOfRows(): Map<string, string> {
  const file = ts.createSourceFile(source, readFileSync(source, "utf8"), ts.ScriptTarget.ES2022, true);
  const docs = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && isRow(node.initializer)) {
      docs.set(node.name.text, proseOf(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return docs;
}

const isRow = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "row";

function proseOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "").join(" ");
  return text.replace(/\s+/g, " ").trim();
}
