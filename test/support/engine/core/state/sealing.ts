import { mapEntries, Secret } from "../property/value";
import type { PropertyMap, PropertyValue } from "../property/value";
import { isPropertyMap } from "../property/value";
import type { Json, JsonObject } from "../property/wire";
import { decodeValue, encodeValue, SECRET_SIGNATURE, SIGNATURE_KEY } from "../property/wire";
import type { Crypter } from "./crypter";

const PLAIN = { keepUnknowns: true, keepSecrets: false, keepResources: true };

/** A value as the state holds it: every secret is an envelope around its ciphertext. */
export function sealValue(value: PropertyValue, crypter: Crypter): Json {
  if (value instanceof Secret) {
    const plaintext = JSON.stringify(encodeValue(value, PLAIN) ?? null);
    return { [SIGNATURE_KEY]: SECRET_SIGNATURE, ciphertext: crypter.encrypt(plaintext) };
  }
  if (Array.isArray(value)) return value.map((element) => sealValue(element, crypter));
  if (isPropertyMap(value)) return sealProperties(value, crypter);
  return encodeValue(value, PLAIN) ?? null;
}

export const sealProperties = (map: PropertyMap, crypter: Crypter): JsonObject =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, sealValue(value, crypter)]));

const isObject = (json: Json): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export function unsealValue(json: Json, crypter: Crypter): PropertyValue {
  if (Array.isArray(json)) return json.map((element) => unsealValue(element, crypter));
  if (!isObject(json)) return decodeValue(json);
  const ciphertext = json[SIGNATURE_KEY] === SECRET_SIGNATURE ? json["ciphertext"] : undefined;
  if (typeof ciphertext === "string") {
    return new Secret(decodeValue(JSON.parse(crypter.decrypt(ciphertext)) as Json));
  }
  if (SIGNATURE_KEY in json) return decodeValue(json);
  return unsealProperties(json, crypter);
}

export const unsealProperties = (json: JsonObject, crypter: Crypter): PropertyMap =>
  Object.fromEntries(Object.entries(json).map(([key, value]) => [key, unsealValue(value, crypter)]));

/** For people: what is secret is named, never shown. */
export function redact(map: PropertyMap): PropertyMap {
  const hide = (value: PropertyValue): PropertyValue => {
    if (value instanceof Secret) return "[secret]";
    if (Array.isArray(value)) return value.map(hide);
    return isPropertyMap(value) ? redact(value) : value;
  };
  return mapEntries(map, hide);
}
