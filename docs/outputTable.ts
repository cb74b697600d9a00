import * as ts from "typescript";
import { inputNames } from "../provider/inputs/table";
import { table } from "./table";
import { parsed, textOf } from "./tsdoc";

/** The outputs that are no inputs, with their types, from the properties of the resource class. */
export function outputTable(): string {
  const file = parsed("program/addonBackupImport.ts");
  const outputs = file.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertyDeclaration))
    .flatMap((property) => rowOf(property, file));
  return table(["output", "type", "what"], outputs);
}

function rowOf(property: ts.PropertyDeclaration, file: ts.SourceFile): string[][] {
  const name = property.name.getText(file);
  const [, type] = /^pulumi\.Output<(.+)>$/.exec(property.type?.getText(file) ?? "") ?? [];
  if (type === undefined || (inputNames as string[]).includes(name)) return [];
  return [[`\`${name}\``, `\`${type.replace(" | undefined", "?")}\``, textOf(property)]];
}
