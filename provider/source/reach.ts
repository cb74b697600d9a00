import { BlockList } from "node:net";
import type { Server, SourceLocation } from "./location";

/**
 * Whether only this machine or its network can reach a source: a socket, localhost or private addresses. Northflank's
 * servers connect to it, so such a source fails unless they share that network.
 */
export const isOnlyLocal = ({ servers }: SourceLocation): boolean => servers.every(isLocal);

function isLocal({ host }: Server): boolean {
  // Without a host, PostgreSQL's tools use a socket; a socket's directory starts with a slash.
  if (host === "" || host.startsWith("/") || localName.test(host)) return true;
  const [, inBrackets] = /^\[(.+)\]$/.exec(host) ?? [];
  return inBrackets === undefined ? local.check(host) : local.check(inBrackets, "ipv6");
}

const localName = /^(?:.+\.)?localhost$|^host\.docker\.internal$|\.local$/;

const local = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  local.addSubnet(network, bits);
for (const [network, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  local.addSubnet(network, bits, "ipv6");
