import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as ts from "typescript";

/** A source file of provider/, parsed. */
export function parsed(path: string): ts.SourceFile {
  const file = resolve(__dirname, "../provider", path);
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

/** The TSDoc of a declaration, on one line. */
export const textOf = (node: ts.Node): string => paragraphsOf(node).join(" ");

/** The paragraphs of a declaration's TSDoc, each on one line. */
export function paragraphsOf(node: ts.Node): string[] {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "").join("\n\n");
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
  return paragraphs.filter((paragraph) => paragraph !== "");
}
