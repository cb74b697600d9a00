import type { Selector, SourceLocation } from "./location";
import { parseUrl, withoutRootDot } from "./server";

/** A URL as an HTTP client reads it; the query counts only for the keys that say which bytes come back. */
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
    selectors: selectorsOf(url, host),
  };
}

const defaultPorts = { http: 80, https: 443 };

/** On every host, because buckets are often reached under a name of their owner's. Lower case. */
const selectingKeys = new Set([
  "versionid", // S3 and its kin; Azure blobs
  "version-id", // OpenStack Swift
  "partnumber", // S3: one part of an object
  "generation", // Google Cloud Storage
  "snapshot", // Azure blobs
  "sharesnapshot", // Azure files
]);

/** Services whose path is the same for all files. */
const selectingKeysAt: readonly { readonly host: RegExp; readonly key: string }[] = [
  { host: /^drive(?:\.usercontent)?\.google\.com$/, key: "id" },
  { host: /\.backblazeb2\.com$/, key: "fileid" },
];

function selectorsOf(url: URL, host: string): readonly Selector[] {
  const own = selectingKeysAt.filter((service) => service.host.test(host)).map(({ key }) => key);
  return [...url.searchParams]
    .map(([key, value]) => [key.toLowerCase(), value] as const)
    .filter(([key, value]) => value !== "" && (selectingKeys.has(key) || own.includes(key)));
}

// `+` is missing because S3 takes it for a space, so that `+` and `%2B` are two paths; so are `/` and `%2F`.
const sameWhenEncoded = /^[\w.~!$&'()*,;=:@-]$/;

/** One spelling for each path, independent of which characters this version of Node.js encodes. */
function canonicalPath(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^\w.~!$&'()*,;=:@/+-]/gi, (piece) => {
    if (piece.length === 1) return encodeURIComponent(piece);
    const character = String.fromCharCode(parseInt(piece.slice(1), 16));
    return sameWhenEncoded.test(character) ? character : piece.toUpperCase();
  });
}
