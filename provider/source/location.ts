/** The kind of client that reads a source; determines the default port and what a path means. */
type Family = "postgresql" | "mysql" | "mongodb" | "mongodb+srv" | "http" | "https";

/** Schemes of connection strings; some clients put `jdbc:` before them. */
export const databaseSchemes = ["postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv"];

/** A server as a client reaches it. Names are lower case, and a socket directory starts with a slash. */
export interface Server {
  readonly host: string;
  /** Absent only where a port means nothing: for an SRV name or a MongoDB socket. */
  readonly port?: number;
}

/** Where a source is, without anything that merely grants access to it. */
export interface SourceLocation {
  readonly family: Family;
  readonly servers: readonly Server[];
  /** The database, or a URL's path; empty if none is named. */
  readonly path: string;
  /** Options that select other data at the same place, such as an object's version. */
  readonly selectors: readonly Selector[];
}

export type Selector = readonly [key: string, value: string];

/** The location as text: equal only for equal locations, whatever the order of servers and selectors. */
export function canonicalText({ family, servers, path, selectors }: SourceLocation): string {
  const addresses = servers.map(({ host, port }) => (port === undefined ? [host] : [host, port]));
  return JSON.stringify([family, sortedSet(addresses), path, sortedSet(selectors)]);
}

/** Without repetitions, in an order of its own. */
export function sortedSet(members: readonly unknown[]): unknown[] {
  const texts = new Set(members.map((member) => JSON.stringify(member)));
  return [...texts].sort().map((text): unknown => JSON.parse(text));
}

// Letters of any script, for internationalised hosts; nothing that could be a misplaced credential.
const hostName = /^(?:[\p{L}\p{M}\p{N}._-]+|\[[0-9a-f:.]+\])$/iu;

/** A host name or address in canonical form, an IPv6 address in brackets; undefined if it is neither. */
export function canonicalHost(host: string): string | undefined {
  const literal = host.includes(":") ? `[${host}]` : host;
  if (!hostName.test(literal)) return undefined;
  const parsed = parseUrl(`http://${literal}`);
  return parsed === undefined ? undefined : withoutRootDot(parsed.hostname);
}

/** `db.example.com.` is the absolute spelling of `db.example.com`. */
export const withoutRootDot = (host: string): string => (host.endsWith(".") ? host.slice(0, -1) : host);

export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Host and port as a client library takes them, such as `db.example.com` and `5432`; undefined if invalid. */
export function serverAt(host: string, port: string, defaultPort: number): Server | undefined {
  const canonical = host.startsWith("/") ? socketDirectory(host) : canonicalHost(host);
  const number = port.trim() === "" ? defaultPort : portNumber(port);
  return canonical === undefined || number === undefined ? undefined : { host: canonical, port: number };
}

const socketDirectory = (path: string): string => path.replace(/(?<=[^/])\/+$/, "");

function portNumber(text: string): number | undefined {
  const digits = text.trim();
  const number = /^\d+$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= 65535 ? number : undefined;
}

/** The list if no member is undefined. */
export function complete<T>(members: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = members.filter((member) => member !== undefined);
  return known.length === members.length ? known : undefined;
}
