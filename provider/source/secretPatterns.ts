import type { Span } from "./spans";

/** What is a secret by its place in a text, whatever its value and however short. */
export const secretsByPlace = (text: string): readonly Span[] =>
  [userinfo, encodedUserinfo, authorization, quotedValue, plainValue].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, groups = {}, 0: whole }) => {
      const start = index + (groups["before"]?.length ?? 0);
      return { start, end: index + whole.length, isEncoded: false };
    }),
  );

const userinfo = /(?<before>:\\?\/\\?\/)[^\s/?#"'<>]*(?=@)/g;

const encodedUserinfo = /(?<before>%3a%2f%2f)(?:(?!%2f)[^\s/?#"'<>])*(?=%40)/gi;

// "Bearer token is missing" is prose: a token has a digit, a capital within, padding, or is long.
const authorization =
  /(?<before>\b(?:[Bb]earer|[Bb]asic|BEARER|BASIC)\s+)(?=[\w.~+/-]*(?:\d|=|[a-z][A-Z])|[\w.~+/-]{16})[\w.~+/=-]+/g;

// As databases, object stores and HTTP spell them; anything may come before, as in `X-Amz-Signature`.
const secretKey =
  "(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|signature|credential|" +
  "(?<![a-z0-9])sig)";

// The closing quote may have been cut off. Within another string, all quotes are escaped.
const quoted = String.raw`(?:\\+["'][^"']*["']?|"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?)`;

const quotedValue = new RegExp(String.raw`(?<before>${secretKey}\\*["']?\s*(?:[:=]|%3d)\s*)${quoted}`, "gi");

const plainValue = new RegExp(String.raw`(?<before>${secretKey}\s*(?:=|%3d)\s*)[^\s&"'<>]+`, "gi");
