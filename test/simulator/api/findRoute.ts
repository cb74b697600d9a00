import { type Operation, routes } from "./routes";

export interface FoundRoute {
  readonly operation: Operation;
  readonly params: ReadonlyMap<string, string>;
}

export type RouteSearch = FoundRoute | "unknown path" | "wrong method";

/** Takes the path as it was sent: nothing is resolved or decoded before it is split. */
export function findRoute(method: string, path: string): RouteSearch {
  const sent = path.split("/").slice(1);
  const teamScoped = sent[0] === "v1" && sent[1] === "teams" && sent[3] === "projects";
  const segments = teamScoped ? ["v1", ...sent.slice(3)] : sent;
  let pathKnown = false;
  for (const [operation, route] of Object.entries(routes)) {
    const params = matchSegments(route.path, segments);
    if (params === undefined) continue;
    pathKnown = true;
    if (route.method !== method) continue;
    const teamId = decoded(teamScoped ? sent[2] : undefined);
    if (teamId !== undefined) params.set("teamId", teamId);
    return { operation: operation as Operation, params };
  }
  return pathKnown ? "wrong method" : "unknown path";
}

function matchSegments(pattern: string, segments: string[]): Map<string, string> | undefined {
  const expected = pattern.split("/").slice(1);
  if (expected.length !== segments.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, part] of expected.entries()) {
    const segment = decoded(segments[index]);
    if (segment === undefined) return undefined;
    if (part.startsWith(":")) params.set(part.slice(1), segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
