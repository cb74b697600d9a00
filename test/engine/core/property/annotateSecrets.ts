import { containsSecrets, isPropertyMap, mapEntries, type PropertyMap, secret, Secret } from "./value";

/**
 * A dynamic provider sees and returns plain values, so secrecy is carried over by key: objects are entered, anything
 * else becomes secret as a whole when its counterpart holds a secret.
 */
export function annotateSecrets(outs: PropertyMap, ins: PropertyMap): PropertyMap {
  return mapEntries(outs, (out, key) => {
    const counterpart = ins[key];
    if (counterpart === undefined) return out;
    if (isPropertyMap(out) && isPropertyMap(counterpart)) return annotateSecrets(out, counterpart);
    return !(out instanceof Secret) && containsSecrets(counterpart) ? secret(out) : out;
  });
}

/** What every finished step does to its outputs: listed ones, and those that share a name with a secret input. */
export function markSecretOutputs(
  outputs: PropertyMap,
  inputs: PropertyMap,
  additional: string[],
): PropertyMap {
  return mapEntries(outputs, (output, key) =>
    additional.includes(key) || inputs[key] instanceof Secret ? secret(output) : output,
  );
}
