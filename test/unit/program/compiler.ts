import { resolve } from "node:path";
import * as ts from "typescript";
import { repository } from "../../repository";

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  types: ["node"],
  paths: { "pulumi-northflank": [resolve(repository, "provider/index.ts")] },
};

const pathOf = (name: string): string => resolve(repository, "test/unit", `${name}.program.ts`);

/** What the compiler says of each of these programs, which are only texts: what it underlines, and why. */
export function compile<Name extends string>(programs: Readonly<Record<Name, string>>): Record<Name, string> {
  const names = Object.keys(programs) as Name[];
  const texts = new Map(names.map((name) => [pathOf(name), programs[name]]));
  const host = ts.createCompilerHost(options, true);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    getSourceFile: (path, version, ...more) => {
      const text = texts.get(path);
      return text === undefined
        ? host.getSourceFile(path, version, ...more)
        : ts.createSourceFile(path, text, version, true);
    },
  });
  const said = (name: Name): string =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(pathOf(name)))
      .map(textOf)
      .join("\n");
  return Object.fromEntries(names.map((name) => [name, said(name)])) as Record<Name, string>;
}

function textOf({
  file,
  start = 0,
  length = 0,
  messageText,
  relatedInformation = [],
}: ts.Diagnostic): string {
  const reasons = [messageText, ...relatedInformation.map((related) => related.messageText)];
  const underlined = file?.text.slice(start, start + length) ?? "";
  return [underlined, ...reasons.map((reason) => ts.flattenDiagnosticMessageText(reason, "\n"))].join("\n");
}
