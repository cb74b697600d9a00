import { percentDecoded, splitHost, type ConnectionUri } from "./connectionUri";
import type { SourceLocation } from "./location";
import { complete, serverAt } from "./server";

/** Of its options none changes what a dump holds, so the query does not matter at all. */
export function locateMysql(uri: ConnectionUri): SourceLocation | undefined {
  // Connector/J takes credentials before each host: here a `,` may end the first host or belong to a password.
  if (/@[^@]*,/.test(uri.userinfo)) return undefined;
  const path = percentDecoded(uri.path);
  const servers = complete(uri.hosts.map(mysqlServer));
  return path === undefined || servers === undefined
    ? undefined
    : { family: "mysql", servers, path, selectors: [] };
}

function mysqlServer(piece: string) {
  const parts = splitHost(piece);
  const host = percentDecoded(parts?.host ?? "");
  return parts === undefined || host === undefined ? undefined : serverAt(host, parts.port, 3306);
}
