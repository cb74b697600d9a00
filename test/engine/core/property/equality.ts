import {
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  Secret,
  Unknown,
} from "./value";

function arraysEqual(left: PropertyValue[], right: PropertyValue[]): boolean {
  return (
    left.length === right.length && left.every((element, index) => valuesEqual(element, right[index] ?? null))
  );
}

/** A key that holds null counts as absent, on both sides. */
export function mapsEqual(left: PropertyMap, right: PropertyMap): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => valuesEqual(left[key] ?? null, right[key] ?? null));
}

/** A secret equals only a secret: callers who compare contents unwrap first. */
export function valuesEqual(left: PropertyValue, right: PropertyValue): boolean {
  if (left instanceof Unknown) return right instanceof Unknown;
  if (left instanceof Secret) return right instanceof Secret && valuesEqual(left.element, right.element);
  if (left instanceof ResourceReference) {
    return right instanceof ResourceReference && left.urn === right.urn;
  }
  if (Array.isArray(left)) return Array.isArray(right) && arraysEqual(left, right);
  if (isPropertyMap(left)) return isPropertyMap(right) && mapsEqual(left, right);
  return left === right;
}
