/** What kind of client reads a source: decides the default port and a path's meaning. */
export type Family = "postgresql" | "mysql" | "mongodb" | "mongodb+srv" | "http" | "https";

/** Schemes of connection strings; some clients put `jdbc:` before them. */
export const databaseSchemes = ["postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv"];

/** A server as a client reaches it. Names are lower case, and a socket directory starts with a slash. */
export interface Server {
  readonly host: string;
  /** Absent only if a port has no meaning: for an SRV name and a MongoDB socket. */
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

function sortedSet(members: readonly unknown[]): unknown[] {
  const texts = new Set(members.map((member) => JSON.stringify(member)));
  return [...texts].sort().map((text): unknown => JSON.parse(text));
}
