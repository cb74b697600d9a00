/**
 * Whether a value looks like a hash, a token or a time, which reveal nothing about their purpose. A file extension
 * makes it a file name, whatever precedes the extension.
 */
export const looksOpaque = (value: string): boolean =>
  jwt.test(value) ||
  (!fileName.test(value) && (forms.some((form) => form.test(value)) || isRandom(value) || isChain(value)));

const fileName = /\.[a-z][a-z\d]{0,4}$/i;

const uuid = /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i;
const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const hash = /^[\da-f]{16,}$/i;
const epoch = /^(?:\d{10}|\d{13})$/;
const year = /(?:19|20)\d\d/.source;
const month = /(?:0[1-9]|1[0-2])/.source;
const dayOfMonth = /(?:0[1-9]|[12]\d|3[01])/.source;
const day = `(?:${year}[-.]?${month}[-.]?${dayOfMonth}|${dayOfMonth}[-.]${month}[-.]${year})`;
const time = /\d\d(?:[:.-]?\d\d){1,2}(?:[.,]\d+)?(?: ?(?:Z|UTC|GMT|[+ -]\d\d:?\d\d))?/.source;
const date = new RegExp(`^${day}(?:[T _-]?${time})?$`, "i");
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/;

const forms = [uuid, hash, epoch, date, httpDate];

const dayAlone = new RegExp(`^${day}$`);
export const isDay = (value: string): boolean => dayAlone.test(value);

const digestName = /^(?:sha\d+|md5)$/i;

/** For example `1767225600-5f2a…` and `sha256:5f2a…`. */
function isChain(value: string): boolean {
  const pieces = value.split(/[-_.~:,;!|]/).filter((piece) => piece !== "");
  const isOpaque = (piece: string): boolean => hash.test(piece) || epoch.test(piece) || isRandom(piece);
  const isPart = (piece: string): boolean => isOpaque(piece) || /^\d+$/.test(piece) || digestName.test(piece);
  return pieces.some(isOpaque) && pieces.every(isPart);
}

const minLength = 16;

/**
 * Random text switches between digits, lower and upper case every two or three characters; names switch less often.
 * With only one case, random text switches a little less often, too.
 */
function isRandom(value: string): boolean {
  const text = value.replace(/=+$/, "");
  if (text.length < minLength || !/^[\w+/~!*-]+$/.test(text)) return false;
  const plain = text.replace(/[^A-Za-z\d]/g, "");
  const runs = plain.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)?.length ?? 0;
  const longestRun = /[a-z]/.test(plain) && /[A-Z]/.test(plain) ? 4 : 5;
  const separators = text.length - plain.length;
  return runs * longestRun > plain.length && separators * 8 <= text.length;
}
