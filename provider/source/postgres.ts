import {
  type ConnectionUri,
  cut,
  type LibpqSettings,
  parseLibpqSettings,
  percentDecoded,
  queryPairs,
  splitHost,
} from "./notations";
import { complete, type Selector, type Server, serverAt, type SourceLocation } from "./location";
import { routeOf } from "./routing";

const defaultPort = 5432;

export function locatePostgresUri(uri: ConnectionUri): SourceLocation | undefined {
  const settings = uriSettings(uri);
  return settings === undefined ? undefined : locate(settings);
}

/** libpq's other notation, `host=db.example.com dbname=orders`. */
export function locatePostgresSettings(text: string): SourceLocation | undefined {
  const settings = parseLibpqSettings(text);
  return settings === undefined ? undefined : locate(settings);
}

/** The URI as libpq's settings: query parameters override what precedes the query. */
function uriSettings(uri: ConnectionUri): LibpqSettings | undefined {
  const pieces = complete(uri.hosts.map(splitHost));
  const hosts = pieces === undefined ? undefined : complete(pieces.map(({ host }) => percentDecoded(host)));
  const dbname = percentDecoded(uri.path);
  if (pieces === undefined || hosts === undefined || dbname === undefined) return undefined;
  const [user, password] = cut(uri.userinfo, ":").map((text) => percentDecoded(text) ?? "");
  const written = [
    ["host", hosts.join(",")],
    ["port", pieces.map(({ port }) => port).join(",")],
    ["dbname", dbname],
    ["user", user ?? ""],
    ["password", password ?? ""],
  ] as const;
  return new Map([...written, ...queryPairs(uri.query)]);
}

function locate(settings: LibpqSettings): SourceLocation | undefined {
  const servers = serversOf(settings);
  // PostgreSQL's tools accept a whole connection string as `dbname`, which may contain a password and another host.
  if (servers === undefined || /:\/\/|=/.test(given(settings, "dbname"))) return undefined;
  const saysWhere = ["host", "hostaddr", "dbname", ...elsewhere].some(
    (keyword) => given(settings, keyword) !== "",
  );
  const { path, options } = withoutCluster(settings, servers);
  return saysWhere
    ? { family: "postgresql", servers, path, selectors: selectorsOf(settings, servers, options) }
    : undefined;
}

/** libpq connects to `hostaddr`; a `host` beside it is only for the certificate. */
function serversOf(settings: LibpqSettings): readonly Server[] | undefined {
  const hosts = listed(given(settings, "host"));
  const addresses = listed(given(settings, "hostaddr"));
  if (hosts.length > 0 && addresses.length > 0 && hosts.length !== addresses.length) return undefined;
  const count = Math.max(hosts.length, addresses.length, 1);
  const ports = listed(given(settings, "port"));
  if (ports.length > 1 && ports.length !== count) return undefined;
  return complete(
    Array.from({ length: count }, (_, index) => {
      const host =
        addresses[index] === undefined || addresses[index] === "" ? hosts[index] : addresses[index];
      const port = (ports.length === 1 ? ports[0] : ports[index]) ?? "";
      return host === undefined || host === "" ? defaultServer(port) : serverAt(host, port, defaultPort);
    }),
  );
}

/** No host means libpq's built-in default, so it differs from every name. */
function defaultServer(port: string): Server | undefined {
  const named = serverAt("localhost", port, defaultPort);
  return named === undefined ? undefined : { ...named, host: "" };
}

const listed = (value: string): readonly string[] => (value === "" ? [] : value.split(","));

/** An empty setting is read like none. */
const given = (settings: LibpqSettings, keyword: string): string => settings.get(keyword) ?? "";

// An entry in a file on Northflank's side, and what Google's JDBC drivers connect to regardless of the host.
const elsewhere = ["service", "cloudSqlInstance", "alloydbInstanceName"] as const;

function selectorsOf(
  settings: LibpqSettings,
  servers: readonly Server[],
  options: string,
): readonly Selector[] {
  const named = elsewhere.map((keyword) => [keyword, given(settings, keyword)] as const);
  const user = given(settings, "user");
  const password = given(settings, "password");
  return [...named.filter(([, value]) => value !== ""), ...routeOf({ servers, options, user, password })];
}

/** CockroachDB Cloud reads `orders-123.defaultdb` as `defaultdb` with the option `--cluster=orders-123`. */
function withoutCluster(settings: LibpqSettings, servers: readonly Server[]) {
  const dbname = given(settings, "dbname");
  const options = given(settings, "options");
  const isCockroach = servers.some(({ host }) => host.endsWith(".cockroachlabs.cloud"));
  const [, cluster, path] = (isCockroach ? /^([\w-]+-\d+)\.(.+)$/.exec(dbname) : null) ?? [];
  return cluster === undefined || path === undefined
    ? { path: dbname, options }
    : { path, options: `${options} --cluster=${cluster}` };
}
