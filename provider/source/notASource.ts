import { percentDecoded } from "./notations";
import { databaseSchemes } from "./location";

/**
 * Why a text is no source of any kind, as the end of a sentence that never repeats it; undefined if it may be one.
 * Narrow on purpose: a password may contain nearly anything. Percent-encoding marks text as meant literally, so only the
 * text of an Output, which is nobody's password, is searched for behind an encoding.
 */
export function mistakeIn(text: string): string | undefined {
  const spellings = [
    text,
    ...[text, text.replaceAll("+", " ")].map((written) => percentDecoded(written) ?? ""),
  ];
  if (spellings.some((spelling) => textOfAnObject.test(spelling))) return unwrapped;
  const mistake = mistakes.find(({ pattern }) => pattern.test(text));
  return mistake?.says ?? (notInHosts.test(hostsIn(text)) ? unexpanded : undefined);
}

/** After the last @, since one before it may belong to the password. */
const hostsIn = (text: string): string =>
  /^[^/]*:\/\//.test(text)
    ? (/^[^/?#;]*/.exec(text.slice(text.search("://") + 3).replace(/^[^]*@/, ""))?.[0] ?? "")
    : "";

// Except an address in brackets.
const notInHosts = /[<>{}$]|\[(?![\da-f:.]+(?:%\w+)?\])/i;

const textOfAnObject = /Calling \[?to(?:String|JSON)\]? on an|\[object [A-Z]\w*\]/;
const unwrapped =
  "contains the text of an Output or an object instead of its value; build it with pulumi.interpolate";

interface Mistake {
  readonly pattern: RegExp;
  readonly says: string;
}

const missing = "contains undefined or null in place of a value; a variable that it is built from is not set";
const unexpanded =
  "contains a placeholder that was never replaced with its value; pass the value, or percent-encode the placeholder if it is meant literally";
const variable =
  "is a line from an env file, with a variable name or quotes; pass only the value, without quotes";

const databases = `(?:${databaseSchemes.join("|").replace("+", "\\+")})://`;

// What a template calls a value, but nobody a folder or a password.
const blank = String.raw`(?:[A-Z][A-Z_ -]{2,}|[\w -]*(?:your|user|pass|host|bucket|secret|token|region|cluster|account)[\w -]*)`;
const border = "[:/@?&=,;#'\\s]";

const mistakes: readonly Mistake[] = [
  {
    // In place of a scheme, user, password, host or port; a database may have such a name.
    pattern:
      /^(?:undefined|null|NaN|None)(?=:\/\/|$)|^[^/]*:\/\/(?:[^/?#]*[:@,])?(?:undefined(?=[.:@/?,]|$)|(?:null|NaN)(?=[:@/?,]|$))/,
    says: missing,
  },
  { pattern: /(?:^|[?&;\s])\w+\s*=\s*'?(?:undefined|NaN)(?=['&;\s]|$)/, says: missing },
  { pattern: /^["'`\u2018\u201c\u201e\u00ab]|["`\u201d\u00bb]$/, says: variable },
  {
    // Settings continue after their first value.
    pattern: new RegExp(
      `^(?:export\\s+)?(?!dbname\\b)[A-Za-z_]\\w*\\s*=\\s*["']?(?:${databases}|https?://)(?!.*[;\\s]\\w+=)`,
      "i",
    ),
    says: variable,
  },
  {
    pattern: /\$\{\w[\w.]*(?:\[[^{}]*\][\w.]*)?(?:[:#%/^,?=+-][^{}]*)?\}|\$\{\{(?:(?!\{\{).)*\}\}/,
    says: unexpanded,
  },
  { pattern: /\$\([a-z]\w*(?: [^()]*)?\)|\{\{(?:(?!\{\{).)*\}\}|<%(?:(?!<%).)*%>/i, says: unexpanded },
  { pattern: /^(?:op:\/\/|vault:|arn:|ref\+|@Microsoft\.|ENC\[)/, says: unexpanded },
  {
    // As a whole piece.
    pattern: new RegExp(
      `(?:^|${border})(?:\\$[A-Z_][A-Z0-9_]{2,}|%[A-Z_]{3,}%|[#%]?\\{${blank}\\}|<[\\w -]+>|\\[${blank}\\]|[*\\u2022]{3,})(?=$|${border})`,
    ),
    says: unexpanded,
  },
  {
    pattern: /^(?=\S*:\/\/)[^]*[\r\n\t]|[^\P{Cc}\r\n\t\v\f]|\p{Cf}/u,
    says: "contains a line break or an invisible character; put it on one line",
  },
  { pattern: /^[a-z][a-z0-9+]*:\\\/\\\//i, says: "is escaped as in JSON; remove the backslashes" },
];

const database = new RegExp(`(?<![\\w:])${databases}`, "i");

/** A connection string inside other text, such as a command; PostgreSQL accepts one as `dbname`. */
export const isWithin = (text: string): boolean =>
  database.test(text.replace(/^(?:jdbc:)?[a-z][a-z0-9+]*:\/\/|\bdbname\s*=\s*'?[a-z]+:\/\//gi, ""));

/** Files and object stores, which Northflank reads only by a dump's URL. */
export const isStorage = (text: string): boolean =>
  /^(?:file|s3|s3a|gs|az|abfss?|wasbs?|r2|b2|oss|swift|ssh|scp|s?ftps?|smb|nfs|data):/i.test(text);

/** Whether it looks like a way to connect, even if it is not one that we know. */
export const looksLikeConnection = (text: string): boolean =>
  !/^[[{/.~\\]/.test(text) && /:\/\/\S|\w\s*=|\S@\S|^jdbc:/i.test(text);
