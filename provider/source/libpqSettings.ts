/** libpq's connection parameters, by keyword. */
export type LibpqSettings = ReadonlyMap<string, string>;

/**
 * Reads `host=db.example.com password='it\'s'` like libpq; undefined if libpq would refuse it. A keyword only has to
 * look like one, so that later versions' keywords work too.
 */
export function parseLibpqSettings(text: string): LibpqSettings | undefined {
  const settings = new Map<string, string>();
  let rest = skipBlanks(text, 0);
  while (rest < text.length) {
    const keyword = keywordAt(text, rest);
    if (keyword === undefined) return undefined;
    const value = text[keyword.end] === "'" ? quotedAt(text, keyword.end + 1) : plainAt(text, keyword.end);
    if (value === undefined) return undefined;
    settings.set(keyword.text, value.text);
    rest = skipBlanks(text, value.end);
  }
  return settings;
}

interface Token {
  readonly text: string;
  /** Where the next token starts. */
  readonly end: number;
}

function keywordAt(text: string, start: number): Token | undefined {
  const name = /[a-z_]+/y;
  name.lastIndex = start;
  const keyword = name.exec(text)?.[0];
  if (keyword === undefined) return undefined;
  const equals = skipBlanks(text, start + keyword.length);
  return text[equals] === "=" ? { text: keyword, end: skipBlanks(text, equals + 1) } : undefined;
}

function quotedAt(text: string, start: number): Token | undefined {
  const value = unescapedUntil(text, start, (character) => character === "'");
  return value.end < text.length ? { text: value.text, end: value.end + 1 } : undefined;
}

const plainAt = (text: string, start: number): Token => unescapedUntil(text, start, isBlank);

function unescapedUntil(text: string, start: number, ends: (character: string) => boolean): Token {
  let value = "";
  let at = start;
  for (; at < text.length && !ends(text.charAt(at)); at += 1) {
    if (text[at] === "\\") at += 1;
    value += text.charAt(at);
  }
  return { text: value, end: Math.min(at, text.length) };
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && isBlank(text.charAt(at))) at += 1;
  return at;
}

// C's white space, not JavaScript's wider one.
const isBlank = (character: string): boolean => " \t\n\v\f\r".includes(character);
