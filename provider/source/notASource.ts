import { percentDecoded } from "./connectionUri";

/**
 * Why a text is no source of any kind, as the end of a sentence that never repeats it; undefined where it may be one.
 * Tight on purpose: a password may hold nearly anything.
 */
export function mistakeIn(text: string): string | undefined {
  const spellings = [text, percentDecoded(text) ?? text];
  return mistakes.find(({ pattern }) => spellings.some((spelling) => pattern.test(spelling)))?.says;
}

interface Mistake {
  readonly pattern: RegExp;
  readonly says: string;
}

const unexpanded = "holds a placeholder that nothing has replaced by its value; give the value";
const variable =
  "is a line of an env file, with the name of a variable or with quotes; give only what stands between the quotes";

const mistakes: readonly Mistake[] = [
  {
    pattern: /Calling \[?to(?:String|JSON)\]? on an|\[object [A-Z]\w*\]/,
    says: "holds the text of an Output or an object in place of its value; put it together with pulumi.interpolate",
  },
  {
    // In the place of a scheme, user, password or host; a database may be called so.
    pattern:
      /^(?:undefined|null|NaN|None)(?=:\/\/|$)|^[^/]*:\/\/(?:[^/?#]*[:@,])?(?:undefined|null|NaN)(?=[:@/?,]|$)/,
    says: "has undefined or null in the place of a value; a variable that it is made of is not set",
  },
  { pattern: /^["'`\u2018\u201c]|:\/\/(?:(?!:\/\/).)*["'`\u2019\u201d]$/, says: variable },
  { pattern: /^(?:export\s+)?(?!dbname\b)[A-Za-z_]\w*\s*=\s*["']?[a-z][a-z0-9+.-]*:\/\//i, says: variable },
  {
    pattern:
      /\$\{\w(?:(?!\$\{\w)[^}])*\}|\$\(\w(?:(?!\$\(\w)[^)])*\)|\{\{(?:(?!\{\{).)*\}\}|^(?:op:\/\/|vault:|arn:)/,
    says: unexpanded,
  },
  {
    // As the whole of a piece.
    pattern:
      /(?:^|[:/@?&=,\s])(?:\$[A-Z_][A-Z0-9_]{2,}|%[A-Z_]{3,}%|\{\w+\}|<[\w -]+>|\[[\w -]*[G-Zg-z_ ][\w -]*\]|[*\u2022]{3,})(?=$|[:/@?&=,#\s])/,
    says: unexpanded,
  },
  {
    pattern: /^(?=\S*:\/\/)[^]*[\r\n\t]|[^\P{Cc}\r\n\t\v\f]/u,
    says: "has a line break or another control character in it; give it in one line",
  },
];

/** Files and object stores, which Northflank is given by the URL of a dump. */
export const isStorage = (text: string): boolean =>
  /^(?:file|s3|s3a|gs|az|abfss?|wasbs?|r2|b2|oss|swift|ssh|scp|s?ftps?|smb|nfs|data):/i.test(text);

/** Whether it looks like a way to connect, although nobody here may know which. */
export const looksLikeConnection = (text: string): boolean =>
  !/^[[{/.~\\]/.test(text) && /:\/\/\S|\w\s*=|\S@\S|^jdbc:/i.test(text);
