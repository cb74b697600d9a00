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
  return new Map([...written.filter(([, value]) => value !== ""), ...queryPairs(uri.query)]);
}

function locate(settings: LibpqSettings): SourceLocation | undefined {
  const servers = serversOf(settings);
  // PostgreSQL's tools accept a whole connection string as `dbname`, which may contain a password and another host.
  if (servers === undefined || /:\/\/|=/.test(settings.get("dbname") ?? "")) return undefined;
  const saysWhere = ["host", "hostaddr", "dbname", ...elsewhere].some(
    (keyword) => (settings.get(keyword) ?? "") !== "",
  );
  const { path, options } = withoutCluster(settings, servers);
  return saysWhere
    ? { family: "postgresql", servers, path, selectors: selectorsOf(settings, servers, options) }
    : undefined;
}

/** libpq connects to `hostaddr`; a `host` beside it is only for the certificate. */
function serversOf(settings: LibpqSettings): readonly Server[] | undefined {
  const hosts = listed(settings.get("host"));
  const addresses = listed(settings.get("hostaddr"));
  if (hosts.length > 0 && addresses.length > 0 && hosts.length !== addresses.length) return undefined;
  const count = Math.max(hosts.length, addresses.length, 1);
  const ports = listed(settings.get("port"));
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

const listed = (value: string | undefined): readonly string[] =>
  value === undefined || value === "" ? [] : value.split(",");

// An entry in a file on Northflank's side, and what Google's JDBC drivers connect to regardless of the host.
const elsewhere = ["service", "cloudSqlInstance", "alloydbInstanceName"] as const;

function selectorsOf(
  settings: LibpqSettings,
  servers: readonly Server[],
  options: string,
): readonly Selector[] {
  const named = elsewhere.map((keyword) => [keyword, settings.get(keyword) ?? ""] as const);
  const user = settings.get("user") ?? "";
  const password = settings.get("password");
  return [...named.filter(([, value]) => value !== ""), ...routeOf({ servers, options, user, password })];
}

/** CockroachDB Cloud reads `orders-123.defaultdb` as `defaultdb` with the option `--cluster=orders-123`. */
function withoutCluster(settings: LibpqSettings, servers: readonly Server[]) {
  const dbname = settings.get("dbname") ?? "";
  const options = settings.get("options") ?? "";
  const isCockroach = servers.some(({ host }) => host.endsWith(".cockroachlabs.cloud"));
  const [, cluster, path] = (isCockroach ? /^([\w-]+-\d+)\.(.+)$/.exec(dbname) : null) ?? [];
  return cluster === undefined || path === undefined
    ? { path: dbname, options }
    : { path, options: `${options} --cluster=${cluster}` };
}
