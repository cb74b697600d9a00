/** A command in a block of shell lines, without what the shell itself does to it. */
export interface Command {
  readonly words: readonly string[];
}

/** The commands of a script, in their order; also those that others contain, as in `$(pulumi stack output)`. */
export function commandsIn(script: string): Command[] {
  const joined = script.replaceAll(/\\\n/g, " ").replaceAll(/(?<=^|\s)#.*$/gm, "");
  const inner = [...joined.matchAll(/\$\(([^()]*)\)/g)].map(([, command = ""]) => command);
  const outer = joined.replaceAll(/\$\([^()]*\)/g, "VALUE");
  return [outer, ...inner]
    .flatMap((text) => piecesOf(text).map(commandOf))
    .filter(({ words }) => words.length > 0);
}

/** Parted at what separates commands, but not within quotes. */
const piecesOf = (text: string): string[] =>
  text.match(/(?:'[^']*'|"[^"]*"|[^'"\n;|&])+/g)?.map((piece) => piece.trim()) ?? [];

function commandOf(piece: string): Command {
  const words = (piece.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) =>
    word.replaceAll(/^['"]|['"]$/g, ""),
  );
  const first = words.findIndex((word) => !/^\w+=/.test(word));
  const redirection = words.findIndex((word) => /^[<>]/.test(word));
  return { words: first < 0 ? [] : words.slice(first, redirection < 0 ? undefined : redirection) };
}

/** `--project` of `--project=shop`; a number or a lone `-` is no flag. */
export const flagsIn = ({ words }: Command): string[] =>
  words.filter((word) => /^--?[A-Za-z]/.test(word)).map((word) => word.split("=", 1)[0] ?? "");
