import { diffInputs } from "../property/diff";
import { ignoreChanges } from "../property/ignoreChanges";
import { containsUnknowns, type PropertyMap, type PropertyValue, withoutSecrets } from "../property/value";
import { valuesEqual } from "../property/equality";
import type { DiffRequest, DiffResult, ResourceProvider } from "../provider/resourceProvider";
import type { Report } from "./diagnostic";

export function resetIgnored(
  inputs: PropertyMap,
  oldInputs: PropertyMap,
  paths: string[],
  urn: string,
  report: Report,
): PropertyMap {
  const ignored = ignoreChanges(inputs, oldInputs, paths);
  if (ignored.invalid.length > 0) {
    const list = JSON.stringify(ignored.invalid.join(", "));
    report("info", `cannot ignore changes in added or removed elements of the path: ${list}`, urn);
  }
  return ignored.inputs;
}

/** The provider's answer, completed by the engine's own comparison of inputs where the provider left it open. */
export async function diffResource(
  provider: ResourceProvider,
  request: DiffRequest,
  report: Report,
): Promise<DiffResult> {
  const answer = await provider.diff(request);
  if (answer.changes !== "unknown") return answer;
  const { oldInputs, newInputs, ignoreChanges: paths, urn } = request;
  const own = diffInputs(oldInputs, resetIgnored(newInputs, oldInputs, paths, urn, report));
  // An empty diff keeps `replaces`, and nobody looks at them any more.
  return own.changedKeys.length === 0
    ? { ...answer, changes: "none" }
    : { ...answer, changes: "some", ...own };
}

/** `replacementTrigger`: replaces without asking the provider. Leaving the option out is no change. */
export function isTriggered(trigger: PropertyValue, oldTrigger: PropertyValue): boolean {
  if (containsUnknowns(trigger) || containsUnknowns(oldTrigger)) return true;
  const now = withoutSecrets(trigger);
  const before = withoutSecrets(oldTrigger);
  return now !== null && before !== null && !valuesEqual(now, before);
}
