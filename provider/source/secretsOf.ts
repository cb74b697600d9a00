import { cut, percentDecoded, queryPairs, splitHost } from "./connectionUri";
import type { SourceKind } from "./identity";
import { parseLibpqSettings, type LibpqSettings } from "./libpqSettings";
import { withoutRootDot } from "./server";

/**
 * The whole value and its parts that nobody should read in a message: credentials, what a query carries, and
 * the names of hosts. Generous where a value can be read in two ways, because this only ever hides.
 */
export function secretsOf(kind: SourceKind, value: string): string[] {
  const text = value.trim();
  const parts = text.includes("://") && !/^[\w\s]+=/.test(text) ? uriParts(text) : otherParts(text);
  const paths = kind === "importUrl" ? pathParts(text) : [];
  const spelled = [...parts, ...paths].flatMap((part) => [part, percentDecoded(part) ?? part]);
  return [...new Set([value, text, ...spelled])].filter((part) => part.length >= shortest);
}

// Nothing shorter is looked for in a text.
const shortest = 4;
const shortestQueryValue = 6;
const shortestPath = 8;
// Long enough for a token in the path of a URL, too long for a word.
const shortestPathSegment = 16;

function uriParts(text: string): readonly string[] {
  const afterScheme = cut(text, "://")[1];
  const [beforeFragment, fragment] = cut(afterScheme, "#");
  const [beforeQuery] = cut(afterScheme, "?");
  const [authority] = cut(beforeQuery, "/");
  return [
    ...userinfos(afterScheme, beforeQuery, authority).flatMap(credentials),
    ...[afterScheme, beforeQuery, authority].flatMap(hostsOf),
    ...queryParts(cut(beforeFragment, "?")[1]),
    fragment,
  ];
}

/** A password with a raw `@`, `/` or `?` in it may end at any of these. */
function userinfos(...pieces: readonly string[]): readonly string[] {
  const ends = pieces.flatMap((piece) => [piece.indexOf("@"), piece.lastIndexOf("@")]);
  const found = [...new Set(ends)].filter((end) => end > 0);
  return found.map((end) => pieces[0]?.slice(0, end) ?? "");
}

function credentials(userinfo: string): readonly string[] {
  const [user, password] = cut(userinfo, ":");
  // With the `@` a credential is told from prose even if it is too short to be looked for by itself.
  return [userinfo, `${userinfo}@`, user, password, `:${password}@`];
}

const loopback = /^(?:localhost|127\.[\d.]+|::1|)$/i;

const hostParts = (host: string): readonly string[] =>
  loopback.test(host) ? [] : [host, withoutRootDot(host)];

function hostsOf(text: string): readonly string[] {
  const [hosts] = cut(text.slice(text.lastIndexOf("@") + 1), "/");
  return hosts.split(",").flatMap((piece) => hostParts(splitHost(piece)?.host ?? piece));
}

function queryParts(query: string): readonly string[] {
  const pairs = queryPairs(query);
  const raw = query.split("&").map((pair) => cut(pair, "=")[1]);
  const decoded = pairs.map(([, value]) => value);
  // AWS and Google put date, region and service behind the access key.
  const accessKeys = decoded.map((value) => /^(.+)\/\d{8}\//.exec(value)?.[1] ?? "");
  const values = [...raw, ...decoded, ...accessKeys].filter((value) => value.length >= shortestQueryValue);
  return [query, ...values, ...settingParts(new Map(pairs))];
}

function pathParts(text: string): readonly string[] {
  const path = cut(cut(cut(cut(text, "://")[1], "?")[0], "#")[0], "/")[1];
  const segments = path.split("/").filter((segment) => segment.length >= shortestPathSegment);
  return path.length >= shortestPath ? [path, ...segments] : segments;
}

function otherParts(text: string): readonly string[] {
  const settings = parseLibpqSettings(text);
  if (settings === undefined) return loosePairs(text);
  const dbname = settings.get("dbname") ?? "";
  return [...settingParts(settings), ...(dbname.includes("://") ? uriParts(dbname) : loosePairs(dbname))];
}

/** Settings of libpq, which a URI may have in its query, too. */
function settingParts(settings: LibpqSettings): readonly string[] {
  const user = settings.get("user") ?? "";
  const password = settings.get("password") ?? "";
  const hosts = [settings.get("host"), settings.get("hostaddr")].flatMap((list) => list?.split(",") ?? []);
  const others = [...settings].filter(([keyword]) => /secret|passw|passfile|scram/.test(keyword));
  return [
    ...(password === "" ? [] : credentials(`${user}:${password}`)),
    user,
    ...hosts.flatMap(hostParts),
    ...others.map(([, value]) => value),
  ];
}

/** Other notations, such as `Server=db.example.com;Password=…`. */
function loosePairs(text: string): readonly string[] {
  const values = text.split(/[\s;&]+/).map((pair) => cut(pair, "=")[1].replaceAll(/["']/g, ""));
  return values.filter((value) => value.length >= shortestQueryValue);
}
