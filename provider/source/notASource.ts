import { percentDecoded } from "./notations";
import { databaseSchemes } from "./location";

/**
 * Why a text cannot be a source of any kind, as the end of a sentence that never quotes it; undefined if it may be
 * one. Narrow on purpose: a password may contain nearly anything. Percent-encoded text is meant literally, so decode
 * it only to find the text of an Output, which is nobody's password.
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

/** After the last `@`: an earlier one may belong to the password. */
const hostsIn = (text: string): string => /^[^/]*:\/\/(?:[^]*@)?([^/?#;]*)/.exec(text)?.[1] ?? "";

// Brackets are allowed only around an IPv6 address.
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

// What templates put in place of a value, but nobody calls a folder or uses as a password.
const blank = String.raw`(?:[A-Z][A-Z_ -]{2,}|[\w -]*(?:your|user|pass|host|bucket|secret|token|region|cluster|account)[\w -]*)`;
const border = "[:/@?&=,;#'\\s]";

const mistakes: readonly Mistake[] = [
  {
    // In place of a scheme, user, password, host or port, but not a database, which may be called that.
    pattern:
      /^(?:undefined|null|NaN|None)(?=:\/\/|$)|^[^/]*:\/\/(?:[^/?#]*[:@,])?(?:undefined(?=[.:@/?,]|$)|(?:null|NaN)(?=[:@/?,]|$))/,
    says: missing,
  },
  { pattern: /(?:^|[?&;\s])\w+\s*=\s*'?(?:undefined|NaN)(?=['&;\s]|$)/, says: missing },
  { pattern: /^["'`\u2018\u201c\u201e\u00ab]|["`\u201d\u00bb]$/, says: variable },
  {
    // Settings such as `host=… dbname=…` continue after the first value; a line from an env file does not.
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
    // Only as a whole part between separators.
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

/** Whether other text, such as a command, surrounds a connection string. PostgreSQL accepts one as `dbname`. */
export const isWithin = (text: string): boolean =>
  database.test(text.replace(/^(?:jdbc:)?[a-z][a-z0-9+]*:\/\/|\bdbname\s*=\s*'?[a-z]+:\/\//gi, ""));

/** Files and object stores, which Northflank can read only through a dump's http:// or https:// URL. */
export const isStorage = (text: string): boolean =>
  /^(?:file|s3|s3a|gs|az|abfss?|wasbs?|r2|b2|oss|swift|ssh|scp|s?ftps?|smb|nfs|data):/i.test(text);

/** Whether it looks like a connection string, even in a notation that we do not know. */
export const looksLikeConnection = (text: string): boolean =>
  !/^[[{/.~\\]/.test(text) && /:\/\/\S|\w\s*=|\S@\S|^jdbc:/i.test(text);
