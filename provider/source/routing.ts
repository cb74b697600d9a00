import type { Selector, Server } from "./location";

/** What a client tells a proxy in front of many databases. */
export interface RoutingHints {
  readonly servers: readonly Server[];
  readonly options?: string | undefined;
  readonly user: string;
  readonly password?: string | undefined;
}

/** Which database behind a proxy is meant; as in the proxy, the first place that names one wins. */
export function routeOf({ servers, options = "", user, password = "" }: RoutingHints): readonly Selector[] {
  const places = [
    routesIn(options, routingOption),
    routesIn(password, neonPassword),
    routesOf(user, servers),
  ];
  const routes = places.find((found) => found.length > 0) ?? [];
  const notInHost = routes.filter((route) => !servers.some(({ host }) => isInHostName(host, route)));
  return [...notInHost.map((route) => ["route", route] as const), ...pointsInTime(options)];
}

// Neon: `endpoint`, formerly `project`; Supavisor: `reference`; CockroachDB: `cluster`.
const routingOption = /(?<![\w.-])(?:--|-c\s*)?(?:endpoint|project|reference|cluster)="?([^\s"',]+)/g;

// Neon, for clients that send no options.
const neonPassword = /^(?:endpoint|project)=([A-Za-z0-9-]+)[;$]/g;

const routesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, route = ""]) => route);

/** Public IDs in a user name, on the hosts that route by them. */
const inUserNames: readonly { readonly host: RegExp; readonly id: RegExp }[] = [
  { host: /\.pooler\.supabase\.com$/, id: /\.([\w-]+)$/ },
  // PlanetScale for PostgreSQL: the branch, and perhaps `|replica`.
  { host: /\.pg\.psdb\.cloud$/, id: /\.([\w-]+)(?:\|.*)?$/ },
  // TiDB Cloud
  { host: /\.tidbcloud\.com$/, id: /^(\w+)\./ },
];

function routesOf(user: string, servers: readonly Server[]): readonly string[] {
  const service = inUserNames.find(({ host }) => servers.some((server) => host.test(server.host)));
  const id = service?.id.exec(user)?.[1];
  return id === undefined ? [] : [id];
}

/** A host name that begins with the route says it all; the option only helps clients that send no host name. */
const isInHostName = (host: string, route: string): boolean =>
  host.startsWith(`${route.toLowerCase()}.`) || host.startsWith(`${route.toLowerCase()}-pooler.`);

/** Neon can show the database as of a time or log position. */
const pointsInTime = (options: string): readonly Selector[] =>
  [...options.matchAll(/(?<!\S)(neon_(?:timestamp|lsn)):(\S+)/g)].map(([, key = "", value = ""]) => [
    key,
    value,
  ]);
