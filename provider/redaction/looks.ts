// As databases, object stores and HTTP spell them; anything may precede them, as in `X-Amz-Signature`.
const secretKey =
  "(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|signature|credential|(?<![a-z0-9])sig)";

const credentials = [
  // A port is not a password.
  /:\/\/[^\s/@]*:(?!\d{1,5}(?![^\s/?#"'`<>),.;\]}]))[^\s/]|:\/\/[^\s/]*@/,
  new RegExp(String.raw`${secretKey}\\*["']?\s*(?:=\s*[^\s&[]|[:=]\s*\\*["'](?!\[)[^\s"'])`, "i"),
  // "Bearer token is missing" is prose: a token has a digit, an inner capital or padding, or is long.
  /\b(?:[Bb](?:earer|asic)|BEARER|BASIC)\s+(?=[\w.~+/-]*(?:\d|=|[a-z][A-Z])|[\w.~+/-]{16})[\w.~+/-]{6}/,
];

/** Whether the context shows a password, signature or token. */
export const showsCredential = (text: string): boolean => credentials.some((pattern) => pattern.test(text));

const places = [
  /\b(?!https?:)[a-z][a-z0-9+.-]*:\/\//i,
  /:\/\/[^\s"'<>]*[?#]|[^\s:/]:[^\s:@]+@/,
  /[\w\])]\s*=\s*[^\s=]/,
  new RegExp(`${secretKey}\\s*[:>]\\s*\\S|--?(?:${secretKey}|p)[ =]\\S|identified by`, "i"),
];

/** Whether a text may contain an unknown credential. */
export const mayShowCredential = (text: string): boolean =>
  [...credentials, ...places].some((pattern) => pattern.test(text)) ||
  (text.match(/[\w+=]{16,}/g) ?? []).some((run) =>
    /\d/.test(run) ? /[a-z]/i.test(run) : /[a-z][A-Z].*[a-z][A-Z]/.test(run),
  );

/** Only letters, or only digits, and few: it may be a word in any text. */
export const isPlain = (text: string): boolean => /^(?:\p{L}{1,12}|\d{1,6})$/u.test(text);

/** An everyday word in database and API messages. As a password it protects nothing. */
export const isOrdinary = (text: string): boolean => ordinary.has(text);

const ordinary: ReadonlySet<string> = new Set(
  `access account addon admin authentication backup client connection database default error example
  failed failure field format host import internal invalid localhost message missing mongodb must mysql
  name network northflank object password path payload permission port postgres postgresql project
  property public pulumi query request required response root secret server service source status string
  test timeout token type unknown user username valid validation value version`.split(/\s+/),
);
