import * as ts from "typescript";
import { parsed, textOf } from "./tsdoc";

export interface Output {
  readonly name: string;
  /** In TypeScript, without `undefined`. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
}

/** The properties of the resource class, in their order. */
export function outputs(): Output[] {
  const file = parsed("program/addonBackupImport.ts");
  return file.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertyDeclaration))
    .flatMap((property) => outputOf(property, file));
}

function outputOf(property: ts.PropertyDeclaration, file: ts.SourceFile): Output[] {
  const [, type] = /^pulumi\.Output<(.+)>$/.exec(property.type?.getText(file) ?? "") ?? [];
  if (type === undefined) return [];
  const [name, defined] = [property.name.getText(file), type.replace(" | undefined", "")];
  return [{ name, type: defined, isOptional: defined !== type, text: textOf(property) }];
}
