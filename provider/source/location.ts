/** What reads a source: decides the default port and what a path means. */
export type Family = "postgresql" | "mysql" | "mongodb" | "mongodb+srv" | "http" | "https";

/** A server as a client reaches it. Names are lower case, and a socket directory starts with a slash. */
export interface Server {
  readonly host: string;
  /** Absent only where a port has no meaning: an SRV name and a MongoDB socket. */
  readonly port?: number;
}

/** Where a source is, without anything that merely opens the door to it. */
export interface SourceLocation {
  readonly family: Family;
  readonly servers: readonly Server[];
  /** The database, or the path of a URL; empty when none is named. */
  readonly path: string;
  /** Options that choose other data at the same place, such as the version of an object. */
  readonly selectors: readonly Selector[];
}

export type Selector = readonly [key: string, value: string];

/** The location as a text: equal for equal locations only, whatever order servers and selectors came in. */
export function canonicalText({ family, servers, path, selectors }: SourceLocation): string {
  const addresses = servers.map(({ host, port }) => (port === undefined ? [host] : [host, port]));
  return JSON.stringify([family, sortedSet(addresses), path, sortedSet(selectors)]);
}

function sortedSet(members: readonly unknown[]): unknown[] {
  const texts = new Set(members.map((member) => JSON.stringify(member)));
  return [...texts].sort().map((text): unknown => JSON.parse(text));
}
