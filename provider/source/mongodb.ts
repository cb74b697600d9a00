import { percentDecoded, queryPairs, splitHost, type ConnectionUri } from "./notations";
import {
  canonicalHost,
  complete,
  type Selector,
  type Server,
  serverAt,
  type SourceLocation,
} from "./location";

/**
 * `replicaSet`, `authSource`, `readPreference` and the like say how to connect and which member responds. They do not
 * matter, because every member holds the same data.
 */
export function locateMongodb(uri: ConnectionUri): SourceLocation | undefined {
  const servers = complete(uri.hosts.map(mongodbServer));
  return located("mongodb", uri, servers, []);
}

/** The host names a DNS record, not a server; another service name means another record. */
export function locateMongodbSrv(uri: ConnectionUri): SourceLocation | undefined {
  const [name = "", ...others] = uri.hosts;
  const host = others.length === 0 ? canonicalHost(name) : undefined;
  const service =
    queryPairs(uri.query).find(([key]) => key.toLowerCase() === "srvservicename")?.[1] ?? "mongodb";
  const selectors: Selector[] = service === "mongodb" ? [] : [["srvservicename", service]];
  return located("mongodb+srv", uri, host === undefined ? undefined : [{ host }], selectors);
}

function located(
  family: "mongodb" | "mongodb+srv",
  uri: ConnectionUri,
  servers: readonly Server[] | undefined,
  selectors: readonly Selector[],
): SourceLocation | undefined {
  const path = percentDecoded(uri.path);
  return path === undefined || servers === undefined ? undefined : { family, servers, path, selectors };
}

function mongodbServer(piece: string): Server | undefined {
  const parts = splitHost(piece);
  const host = percentDecoded(parts?.host ?? "");
  if (parts === undefined || host === undefined) return undefined;
  return host.startsWith("/") ? { host } : serverAt(host, parts.port, 27017);
}
