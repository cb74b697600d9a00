import { RunError } from "@pulumi/pulumi";
import { closeSync, openSync, readSync } from "node:fs";
import { Lexer, Parser } from "yaml";

// Far more than six fields take, and little enough for the parser to be done at once with whatever it is.
const maxBytes = 32 * 1024;

export function assertShort(bytes: number, origin: string): void {
  if (bytes > maxBytes)
    throw new RunError(
      `${origin}:1: an import definition has at most ${maxBytes} bytes, but this is longer; it may be the dump itself`,
    );
}

const maxDepth = 100;

/** Where nesting exceeds that of any real definition; the parser would recurse as deep. */
export function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // Its steps are taken as they are asked for.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > maxDepth) return parser.offset;
  }
  return undefined;
}

/** The text of the file of an import definition. */
export function textOf(path: string): string {
  // It would be repeated as a path that cannot be read, with the source in it.
  if (path.length > 400 || /[\n{]|:\/\/|: |^\w+=/.test(path))
    throw new RunError(
      "loadImportDefinition takes a file path but got something else; pass text to parseImportDefinition",
    );
  const bytes = beginningOf(path);
  assertShort(bytes.length, path);
  try {
    // Bytes of another encoding would otherwise be replaced, in the middle of a password for example.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RunError(`the import definition ${path} is not UTF-8 text; save it as UTF-8`);
  }
}

/** As much of the file as tells whether it is too long. */
function beginningOf(path: string): Buffer {
  try {
    const file = openSync(path, "r");
    try {
      return read(file, Buffer.alloc(maxBytes + 1));
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown cause";
    throw new RunError(`the import definition ${path} cannot be read (${code})`);
  }
}

/** A pipe gives its text in parts. */
function read(file: number, bytes: Buffer): Buffer {
  let length = 0;
  for (;;) {
    const part = readSync(file, bytes, length, bytes.length - length, null);
    if (part === 0) return bytes.subarray(0, length);
    length += part;
  }
}
