import { parseUrl, type SourceLocation, withoutRootDot } from "./location";
import { readQuery, type QueryPair } from "./urlQuery";

/** A URL as an HTTP client reads it; `urlQuery.ts` decides what in its query counts. */
export function locateDumpUrl(text: string): SourceLocation | undefined {
  const url = parseUrl(text);
  const family = url?.protocol.slice(0, -1);
  if (url === undefined || (family !== "http" && family !== "https")) return undefined;
  const host = withoutRootDot(url.hostname);
  const port = url.port === "" ? defaultPorts[family] : Number(url.port);
  return {
    family,
    servers: [{ host, port }],
    path: canonicalPath(url.pathname),
    selectors: readQuery(url).selectors,
  };
}

/** The dump URL's parameters that are ignored although they may select the file. */
export function doubtfulParameters(text: string): readonly QueryPair[] {
  const url = parseUrl(text.trim());
  return url === undefined ? [] : readQuery(url).doubtful;
}

const defaultPorts = { http: 80, https: 443 };

// `+` is missing because S3 reads it as a space, so `+` and `%2B` are two paths; so are `/` and `%2F`.
const sameWhenEncoded = /^[\w.~!$&'()*,;=:@-]$/;

/** One spelling per path, whichever characters this Node.js version encodes. */
function canonicalPath(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^\w.~!$&'()*,;=:@/+-]/gi, (piece) => {
    if (piece.length === 1) return encodeURIComponent(piece);
    const character = String.fromCharCode(parseInt(piece.slice(1), 16));
    return sameWhenEncoded.test(character) ? character : piece.toUpperCase();
  });
}
