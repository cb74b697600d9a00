import assert from "node:assert/strict";
import type { ExportedResource } from "../../engine";
import type { Observation } from "../../comparable";

export const opsOf = ({ result }: Observation): string[] =>
  result.steps.map(({ op, name }) => `${op} ${name}`);

export const callsOf = ({ calls }: Observation): string[] => calls.map(({ call }) => call);

/** The one resource of this name in the state after an operation. */
export function resource({ state }: Observation, name: string): ExportedResource {
  const [only, ...others] = (state.deployment.resources ?? []).filter(({ urn }) => urn.endsWith(`::${name}`));
  assert.ok(only !== undefined && others.length === 0, `one resource ${name} in the state`);
  return only;
}

export const isSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "ciphertext" in value;
