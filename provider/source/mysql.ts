import { cut, percentDecoded, queryPairs, splitHost, type ConnectionUri } from "./notations";
import { complete, serverAt, type SourceLocation } from "./location";
import { routeOf } from "./routing";

/** Ignores the options, because none of them changes what a dump contains. */
export function locateMysql(uri: ConnectionUri): SourceLocation | undefined {
  // Connector/J allows credentials before each host, so this `,` may end the first host or belong to a password.
  if (/@[^@]*,/.test(uri.userinfo)) return undefined;
  const path = percentDecoded(uri.path);
  const servers = complete(uri.hosts.map(mysqlServer));
  return path === undefined || servers === undefined
    ? undefined
    : { family: "mysql", servers, path, selectors: routeOf({ servers, user: userOf(uri) }) };
}

/** JDBC also takes the user from the query. */
function userOf({ userinfo, query }: ConnectionUri): string {
  const written = percentDecoded(cut(userinfo, ":")[0]) ?? "";
  return written === "" ? (queryPairs(query).find(([key]) => key === "user")?.[1] ?? "") : written;
}

function mysqlServer(piece: string) {
  const parts = splitHost(piece);
  const host = percentDecoded(parts?.host ?? "");
  return parts === undefined || host === undefined ? undefined : serverAt(host, parts.port, 3306);
}
