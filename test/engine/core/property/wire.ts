import {
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  secret,
  Secret,
  unknown,
  Unknown,
} from "./value";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** One marker per type of the value that is missing: bool, number, string, array, asset, archive, object. */
const UNKNOWN_MARKERS = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  UNKNOWN_STRING,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const isJsonObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

function decodeOutput(envelope: JsonObject): PropertyValue {
  const value = envelope["value"] === undefined ? unknown : decodeValue(envelope["value"]);
  return envelope["secret"] === true ? secret(value) : value;
}

function decodeObject(json: JsonObject): PropertyValue {
  switch (json[SIGNATURE_KEY]) {
    case SECRET_SIGNATURE:
      return new Secret(decodeValue(json["value"] ?? null));
    case OUTPUT_SIGNATURE:
      return decodeOutput(json);
    case RESOURCE_SIGNATURE:
      return new ResourceReference(
        typeof json["urn"] === "string" ? json["urn"] : "",
        json["id"] === undefined ? undefined : decodeValue(json["id"]),
      );
    default:
      return decodeProperties(json);
  }
}

export function decodeValue(json: Json): PropertyValue {
  if (typeof json === "string") return UNKNOWN_MARKERS.has(json) ? unknown : json;
  if (Array.isArray(json)) return json.map(decodeValue);
  return isJsonObject(json) ? decodeObject(json) : json;
}

export const decodeProperties = (json: JsonObject): PropertyMap =>
  Object.fromEntries(Object.entries(json).map(([key, value]) => [key, decodeValue(value)]));

export interface WireOptions {
  /** Without it unknown properties are left out, as in everything but a preview. */
  keepUnknowns: boolean;
  keepSecrets: boolean;
  keepResources: boolean;
}

function encodeReference(reference: ResourceReference, options: WireOptions): Json | undefined {
  const id = reference.id === undefined ? undefined : encodeValue(reference.id, options);
  if (!options.keepResources) return id ?? reference.urn;
  return { [SIGNATURE_KEY]: RESOURCE_SIGNATURE, urn: reference.urn, ...(id === undefined ? {} : { id }) };
}

export function encodeValue(value: PropertyValue, options: WireOptions): Json | undefined {
  if (value instanceof Unknown) return options.keepUnknowns ? UNKNOWN_STRING : undefined;
  if (value instanceof Secret) {
    const element = encodeValue(value.element, options);
    if (!options.keepSecrets || element === undefined) return element;
    return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: element };
  }
  if (value instanceof ResourceReference) return encodeReference(value, options);
  if (Array.isArray(value)) {
    return value.map((element) => encodeValue(element, options)).filter((json) => json !== undefined);
  }
  return isPropertyMap(value) ? encodeProperties(value, options) : value;
}

export function encodeProperties(map: PropertyMap, options: WireOptions): JsonObject {
  const json: JsonObject = {};
  for (const [key, value] of Object.entries(map)) {
    const encoded = encodeValue(value, options);
    if (encoded !== undefined) json[key] = encoded;
  }
  return json;
}
