import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { repository } from "../repository";
import { type Block, blocksIn, fileNameIn } from "./blocks";

/** Beside the modules and the settings of the examples. */
const folder = join(repository, "examples/from-connection-string");

/** What the compiler says of whole programs, which exist only in its memory: a folder for each page. */
function complaintsAbout(programs: readonly Block[]): string[] {
  const pages = [...new Set(programs.map(({ page }) => page))];
  const pathOf = (block: Block, index: number): string =>
    join(folder, `page${pages.indexOf(block.page)}`, fileNameIn(block) ?? `block${index}.ts`);
  const blocks = new Map(programs.map((block, index) => [pathOf(block, index), block]));
  const folders = new Set([...blocks.keys()].map(dirname));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ["node", "mocha"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const real = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...real,
    fileExists: (file) => blocks.has(file) || real.fileExists(file),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    // Each is a module of its own, with or without an import.
    readFile: (file) =>
      blocks.has(file) ? `${blocks.get(file)?.text ?? ""}\nexport {};\n` : real.readFile(file),
    getSourceFile: (file, version, ...rest) =>
      blocks.has(file)
        ? ts.createSourceFile(file, host.readFile(file) ?? "", version, true)
        : real.getSourceFile(file, version, ...rest),
  };
  const program = ts.createProgram([...blocks.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const block = blocks.get(file?.fileName ?? "");
    const line = (block?.line ?? 0) + (file?.getLineAndCharacterOfPosition(start).line ?? 0);
    return `${block?.page ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

const block = (text: string): Block => ({ page: "page.md", language: "ts", line: 10, text });

describe("the programs in the pages", () => {
  it("compile, in strict mode", () => {
    const programs = blocksIn("ts");
    assert.ok(programs.length >= 10, `the pages hold ${programs.length} programs`);
    assert.deepEqual(complaintsAbout(programs), []);
  });

  it("would be refused with a wrong input, on the line where it stands", () => {
    const wrong = `import { AddonBackupImport } from "pulumi-northflank";\n
new AddonBackupImport("a", { projectId: "shop", addonId: "orders-db", importUrl: "https://example.com/a", nam: "a" });`;
    const [complaint = "none", ...others] = complaintsAbout([block(wrong)]);
    assert.match(complaint, /^page\.md:12: .*'nam' does not exist/);
    assert.deepEqual(others, []);
  });

  it("may be the files that the page's other programs import", () => {
    const file = block('// source.ts\nexport const source: string = "a";\n');
    assert.deepEqual(
      complaintsAbout([file, block('import { source } from "./source";\nsource.trim();')]),
      [],
    );
    const [lost = "none"] = complaintsAbout([block('import { source } from "./source";\nsource.trim();')]);
    assert.match(lost, /^page\.md:10: Cannot find module/);
  });
});
