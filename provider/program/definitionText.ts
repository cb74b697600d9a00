import { RunError } from "@pulumi/pulumi";
import { closeSync, openSync, readSync } from "node:fs";
import { Lexer, Parser } from "yaml";

// Far more than six fields need, and little enough to parse instantly, whatever it contains.
const maxBytes = 32 * 1024;

export function assertShort(bytes: number, origin: string): void {
  if (bytes > maxBytes)
    throw new RunError(
      `${origin}:1: an import definition has at most ${maxBytes} bytes, but this is longer; it may be the dump itself`,
    );
}

const maxDepth = 100;

/** The offset at which the nesting exceeds any real definition's; the parser would recurse that deep. */
export function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // A generator: it parses only as it is read.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > maxDepth) return parser.offset;
  }
  return undefined;
}

export function textOf(path: string): string {
  // The error for an unreadable path would quote it, and the source with it.
  if (path.length > 400 || /[\n{]|:\/\/|: |^\w+=/.test(path))
    throw new RunError(
      "loadImportDefinition takes a file path but got something else; pass text to parseImportDefinition",
    );
  const bytes = beginningOf(path);
  assertShort(bytes.length, path);
  try {
    // Otherwise bytes of another encoding would be replaced silently, even inside a password.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RunError(`the import definition ${path} is not UTF-8 text; save it as UTF-8`);
  }
}

/** Reads one byte more than allowed, enough to tell that a file is too long. */
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

/** In a loop, because a pipe delivers its text in parts. */
function read(file: number, bytes: Buffer): Buffer {
  let length = 0;
  for (;;) {
    const part = readSync(file, bytes, length, bytes.length - length, null);
    if (part === 0) return bytes.subarray(0, length);
    length += part;
  }
}
