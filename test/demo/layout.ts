/** Breaks a line at its spaces, where it has any; what follows is indented a little more than the line itself. */
export function wrap(line: string, width: number, hanging = `${/^\s*/.exec(line)?.[0] ?? ""}  `): string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return fill(words(line.slice(indent.length)), { width, first: indent, hanging });
}

/** Each with the blanks before it. */
const words = (text: string): string[] => text.split(/(?<=\S)(?= )/);

interface Margins {
  readonly width: number;
  readonly first: string;
  /** Before every line but the first. */
  readonly hanging: string;
}

function fill(pieces: readonly string[], { width, first, hanging }: Margins): string[] {
  const filled: string[] = [];
  let current = first;
  for (const [nth, piece] of pieces.entries()) {
    if (nth > 0 && current.length + piece.length > width) {
      filled.push(current);
      current = hanging + piece.trimStart();
    } else {
      current += piece;
    }
  }
  return [...filled, current];
}

const columns =
  /^(?<sign> ?(?:\+\+|\+-|--|[+~<>-]|) +)(?<resource>\S+:\S+ \S+)(?<status> \**[a-z]+(?: [a-z]+)*(?: \([\d.]+s\))?\**)?(?<info> .*)?$/;

/**
 * A row of the CLI is broken between its columns (resource, status, info), so that none of them is torn; what does not
 * fit goes under the resource. A URN is broken between its parts, other lines are at their spaces.
 */
export function wrapPrinted(line: string, width: number): string[] {
  const { margin, urn } = /^(?<margin> *)(?<urn>\[urn=\S+)$/.exec(line)?.groups ?? {};
  if (margin !== undefined && urn !== undefined) {
    return fill(urn.split(/(?<=::)/), { width, first: margin, hanging: `${margin}  ` });
  }
  const { sign, resource, status = "", info = "" } = columns.exec(line)?.groups ?? {};
  if (sign === undefined || resource === undefined || line.length <= width) return wrap(line, width);
  const margins = { width, hanging: " ".repeat(sign.length) };
  const rows = fill(
    [resource, status, info].filter((column) => column !== ""),
    { ...margins, first: sign },
  );
  return rows.flatMap((row) => {
    const first = row.slice(0, sign.length);
    return fill(words(row.slice(sign.length)), { width, first, hanging: `${margins.hanging}  ` });
  });
}

/** Lines of a program stay whole: a comment goes on in another comment, and what sticks out is cut off. */
export function fitProgram(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const { indent, text } = /^(?<indent> *)\/\/ (?<text>.*)$/.exec(line)?.groups ?? {};
  if (indent === undefined || text === undefined) return [`${line.slice(0, width - 1)}…`];
  return fill(words(text), { width, first: `${indent}// `, hanging: `${indent}// ` });
}

export type Colour = "red" | "green" | "yellow" | "magenta" | "dim" | "bold";
export type Paint = (text: string, colour: Colour | undefined) => string;

const codes: Record<Colour, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35 };

export const inColour: Paint = (text, colour) =>
  colour === undefined ? text : `\u001b[${codes[colour]}m${text}\u001b[0m`;

export const plain: Paint = (text) => text;

const colours: readonly (readonly [RegExp, Colour])[] = [
  [/\berror:|\*\*[^*]*failed[^*]*\*\*/, "red"],
  [/^\s*(\+-|\+\+|--)/, "magenta"],
  [/^\s*\+ /, "green"],
  [/^\s*- /, "red"],
  [/^\s*~ /, "yellow"],
];

/** The colour that the CLI would give a line. */
export const colourOf = (line: string): Colour | undefined =>
  colours.find(([pattern]) => pattern.test(line))?.[1];
