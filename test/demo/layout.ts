/** Breaks a line at its spaces, where it has any; what follows is indented a little more than the line itself. */
export function wrap(line: string, width: number): string[] {
  const indent = `${/^\s*/.exec(line)?.[0] ?? ""}  `;
  const words = line.slice(indent.length - 2).split(/(?<=\S)(?= )/);
  const wrapped: string[] = [];
  let current = indent.slice(2);
  for (const word of words) {
    if (current.trim() !== "" && current.length + word.length > width) {
      wrapped.push(current);
      current = indent + word.trimStart();
    } else {
      current += word;
    }
  }
  return [...wrapped, current];
}

export type Colour = "red" | "green" | "yellow" | "magenta" | "dim" | "bold";
export type Paint = (text: string, colour: Colour | undefined) => string;

const codes: Record<Colour, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35 };

export const inColour: Paint = (text, colour) =>
  colour === undefined ? text : `\u001b[${codes[colour]}m${text}\u001b[0m`;

export const plain: Paint = (text) => text;

const colours: readonly (readonly [RegExp, Colour])[] = [
  [/\berror:|\*\*[^*]*failed\*\*/, "red"],
  [/^\s*@ /, "dim"],
  [/^\s*(\+-|\+\+|--)/, "magenta"],
  [/^\s*\+ /, "green"],
  [/^\s*- /, "red"],
  [/^\s*~ /, "yellow"],
];

/** The colour that the CLI would give a line. */
export const colourOf = (line: string): Colour | undefined =>
  colours.find(([pattern]) => pattern.test(line))?.[1];
