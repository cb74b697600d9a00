/** The engine's view of a property: JSON plus the three things JSON cannot say. */
export type PropertyValue =
  null | boolean | number | string | Unknown | Secret | ResourceReference | PropertyValue[] | PropertyMap;

export interface PropertyMap {
  [key: string]: PropertyValue;
}

/** A value that only the update itself will tell; previews alone see it. */
export class Unknown {
  readonly #brand = "unknown";
  get kind(): string {
    return this.#brand;
  }
}

export const unknown = new Unknown();

export class Secret {
  constructor(readonly element: PropertyValue) {}
}

export class ResourceReference {
  constructor(
    readonly urn: string,
    readonly id: PropertyValue | undefined,
  ) {}
}

export function isPropertyMap(value: PropertyValue | undefined): value is PropertyMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret) &&
    !(value instanceof ResourceReference)
  );
}

export function secret(value: PropertyValue): Secret {
  return value instanceof Secret ? value : new Secret(value);
}

/** Depth first over a value and everything inside it. */
function some(value: PropertyValue, holds: (value: PropertyValue) => boolean): boolean {
  if (holds(value)) return true;
  if (value instanceof Secret) return some(value.element, holds);
  if (Array.isArray(value)) return value.some((element) => some(element, holds));
  return isPropertyMap(value) && Object.values(value).some((element) => some(element, holds));
}

export const containsSecrets = (value: PropertyValue): boolean =>
  some(value, (inner) => inner instanceof Secret);

export const containsUnknowns = (value: PropertyValue): boolean =>
  some(value, (inner) => inner instanceof Unknown);

export function mapEntries(
  map: PropertyMap,
  change: (value: PropertyValue, key: string) => PropertyValue,
): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

/** The value without its secret wrappers, for comparing what is inside. */
export function withoutSecrets(value: PropertyValue): PropertyValue {
  if (value instanceof Secret) return withoutSecrets(value.element);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return isPropertyMap(value) ? mapEntries(value, withoutSecrets) : value;
}

export const mapWithoutSecrets = (map: PropertyMap): PropertyMap => mapEntries(map, withoutSecrets);

/** A copy that can be written to without touching the original. */
export function copyValue(value: PropertyValue): PropertyValue {
  if (value instanceof Secret) return new Secret(copyValue(value.element));
  if (Array.isArray(value)) return value.map(copyValue);
  return isPropertyMap(value) ? copyMap(value) : value;
}

export const copyMap = (map: PropertyMap): PropertyMap => mapEntries(map, copyValue);
