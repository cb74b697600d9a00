import type { Server } from "./location";

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

export const socketDirectory = (path: string): string => path.replace(/(?<=[^/])\/+$/, "");

export function portNumber(text: string): number | undefined {
  const digits = text.trim();
  const number = /^\d+$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= 65535 ? number : undefined;
}

/** All or nothing: one member that cannot be parsed spoils the list. */
export function complete<T>(members: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = members.filter((member) => member !== undefined);
  return known.length === members.length ? known : undefined;
}
