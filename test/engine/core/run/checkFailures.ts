import { type PropertyValue, Secret } from "../property/value";
import { encodeValue } from "../property/wire";
import type { CheckFailure } from "../provider/providerClient";
import type { ResourceState } from "../state/resourceState";
import { nameOf } from "../state/urn";
import type { Operation } from "./operation";

/** The real engine prints a named property's value as it is, secrets included: tests must be able to see that. */
export function shown(value: PropertyValue | undefined): string {
  if (value === undefined) return "{<nil>}";
  if (value instanceof Secret) return `{&{${shown(value.element)}}}`;
  const json = encodeValue(value, { keepUnknowns: true, keepSecrets: false, keepResources: false });
  return `{${typeof json === "string" ? json : JSON.stringify(json)}}`;
}

export const failureMessages = (state: ResourceState, failures: CheckFailure[]): string[] =>
  failures.map(({ property, reason }) => {
    const subject = `${state.type} resource '${nameOf(state.urn)}'`;
    const about =
      property === "" ? subject : `${subject}: property ${property} value ${shown(state.inputs[property])}`;
    return `${about} has a problem: ${reason}`;
  });

export function reportCheckFailures(
  operation: Operation,
  state: ResourceState,
  failures: CheckFailure[],
): boolean {
  for (const message of failureMessages(state, failures)) operation.fail(message, state.urn);
  return failures.length > 0;
}
