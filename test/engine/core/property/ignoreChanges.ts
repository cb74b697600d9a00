import { parsePath, type PathStep, type PropertyPath } from "./path";
import { copyMap, isPropertyMap, type PropertyMap, type PropertyValue, secret, Secret } from "./value";

type Container = PropertyMap | PropertyValue[];

interface Side {
  container: Container | undefined;
  secret: boolean;
}

function look(value: PropertyValue | undefined, inSecret: boolean): Side {
  if (value instanceof Secret) return look(value.element, true);
  const container = Array.isArray(value) || isPropertyMap(value) ? value : undefined;
  return { container, secret: inSecret };
}

function read(container: Container | undefined, step: PathStep): PropertyValue | undefined {
  if (Array.isArray(container)) return typeof step === "number" ? container[step] : undefined;
  return container === undefined || typeof step === "number" ? undefined : container[step];
}

const keysOf = (container: Container): PathStep[] =>
  Array.isArray(container) ? container.map((_, index) => index) : Object.keys(container);

function write(container: Container, step: PathStep, value: PropertyValue | undefined): boolean {
  if (Array.isArray(container)) {
    // An array keeps its length: an element on one side only cannot be put back.
    if (typeof step !== "number" || value === undefined || step >= container.length) return false;
    container[step] = value;
    return true;
  }
  if (typeof step === "number") return false;
  if (value === undefined) Reflect.deleteProperty(container, step);
  else container[step] = value;
  return true;
}

function resetLeaf(oldSide: Side, newSide: Side, step: PathStep): boolean {
  const before = read(oldSide.container, step);
  const after = read(newSide.container, step);
  if (before === undefined && after === undefined) return true;
  if (newSide.container === undefined) return before === undefined;
  const hidden = oldSide.secret && !newSide.secret && before !== undefined;
  return write(newSide.container, step, hidden ? secret(before) : before);
}

function resetAt(oldSide: Side, newSide: Side, [step, ...rest]: PropertyPath): boolean {
  if (step === undefined) return false;
  if (step === "*") return resetEvery(oldSide, newSide, rest);
  if (rest.length === 0) return resetLeaf(oldSide, newSide, step);
  const before = read(oldSide.container, step);
  const after = read(newSide.container, step);
  if (before === undefined && after === undefined) return true;
  if (before !== undefined && after === undefined) return false;
  return resetAt(look(before, oldSide.secret), look(after, newSide.secret), rest);
}

function resetEvery(oldSide: Side, newSide: Side, rest: PropertyPath): boolean {
  if (oldSide.container === undefined || newSide.container === undefined) return rest.length === 0;
  const keys = new Set([...keysOf(oldSide.container), ...keysOf(newSide.container)]);
  return [...keys].map((key) => resetAt(oldSide, newSide, [key, ...rest])).every(Boolean);
}

export interface IgnoredChanges {
  inputs: PropertyMap;
  /** Paths that only one side has inside an array or a missing object. */
  invalid: string[];
}

/** Puts every ignored path of the new inputs back to what it was. */
export function ignoreChanges(inputs: PropertyMap, oldInputs: PropertyMap, paths: string[]): IgnoredChanges {
  const reset = copyMap(inputs);
  const invalid = paths.filter((text) => {
    const path = parsePath(text);
    return path !== undefined && !resetAt(look(oldInputs, false), look(reset, false), path);
  });
  return { inputs: reset, invalid };
}
