import { type PropertyValue, Unknown } from "../core/property/value";
import { encodeValue } from "../core/property/wire";

export function showValue(value: PropertyValue | undefined): string {
  if (value instanceof Unknown) return "[unknown]";
  if (value === undefined) return "<null>";
  if (value === "[secret]") return value;
  return JSON.stringify(encodeValue(value, { keepUnknowns: true, keepSecrets: false, keepResources: false }));
}
