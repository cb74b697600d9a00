import { comparable, type Observation } from "@test/engine";
import type { Evidence, Recording } from "./stage";

/** What two engines must agree on, operation by operation: all that can be observed, but for what differs in every run. */
export function seenOf(evidence: Evidence): unknown[] {
  const known = knownImports(evidence);
  return evidence.recordings.map((recording) => {
    const requests = requestsOf(recording).sort();
    const backups = [...recording.backups].sort((left, right) => (left.id < right.id ? -1 : 1));
    let text = JSON.stringify({ ...recording, backups, calls: [] });
    for (const [uid, name] of known) text = text.replaceAll(uid, name);
    const same = text
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "a time")
      .replaceAll(/127\.0\.0\.1:\d+/g, "an address");
    return [comparable(JSON.parse(same) as Observation), requests];
  });
}

/** By the name of the backup, because imports of one `up` start in any order. */
function knownImports({ simulator }: Evidence): [uid: string, name: string][] {
  const { imports } = simulator.world;
  return imports.map(({ uid, addonId, name }, index) => {
    const nth = imports
      .slice(0, index)
      .filter((other) => other.name === name && other.addonId === addonId).length;
    return [uid, `uid ${nth + 1} of ${addonId} ${name}`];
  });
}

/**
 * Each request once, by the path that it went to. Which of several imports is asked for by itself, and which are seen in
 * a list that they share, depends on who is first.
 */
const requestsOf = ({ requests }: Recording): string[] => [
  ...new Set(
    requests.map(({ operation, method, path }) =>
      operation === "getBackup" || operation === "listBackups"
        ? `a look ${path.replace(/\/backups.*$/, "/backups")}`
        : `${operation ?? method} ${path}`,
    ),
  ),
];
