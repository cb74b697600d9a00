import { locateSource, type SourceKind } from "./identity";

/** What a source is, for a message: nothing of what it says, not even its host. */
export function describeSource(kind: SourceKind, value: string): string {
  const location = locateSource(kind, value);
  if (location === undefined) return `${kind} of a form that is not understood`;
  if (kind === "importUrl") return `${location.family} URL`;
  const count = location.servers.length;
  const database = location.path === "" ? "no database given" : "database given";
  return `${location.family} source, ${count} ${count === 1 ? "host" : "hosts"}, ${database}`;
}
