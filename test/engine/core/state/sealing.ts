import { isPropertyMap, mapEntries, type PropertyMap, type PropertyValue, Secret } from "../property/value";
import {
  decodeValue,
  encodeValue,
  type Json,
  type JsonObject,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
} from "../property/wire";
import type { Crypter } from "./crypter";

const PLAIN = { keepUnknowns: true, keepSecrets: false, keepResources: true };

/** A value as the state holds it: every secret is an envelope around its ciphertext, or its text without a crypter. */
export function sealValue(value: PropertyValue, crypter: Crypter | undefined): Json {
  if (value instanceof Secret) {
    const plaintext = JSON.stringify(encodeValue(value, PLAIN) ?? null);
    const sealed = crypter === undefined ? { plaintext } : { ciphertext: crypter.encrypt(plaintext) };
    return { [SIGNATURE_KEY]: SECRET_SIGNATURE, ...sealed };
  }
  if (Array.isArray(value)) return value.map((element) => sealValue(element, crypter));
  if (isPropertyMap(value)) return sealProperties(value, crypter);
  return encodeValue(value, PLAIN) ?? null;
}

export const sealProperties = (map: PropertyMap, crypter: Crypter | undefined): JsonObject =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, sealValue(value, crypter)]));

const isObject = (json: Json): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

function opened({ plaintext, ciphertext }: JsonObject, crypter: Crypter): string | undefined {
  if (typeof plaintext === "string") return plaintext;
  return typeof ciphertext === "string" ? crypter.decrypt(ciphertext) : undefined;
}

export function unsealValue(json: Json, crypter: Crypter): PropertyValue {
  if (Array.isArray(json)) return json.map((element) => unsealValue(element, crypter));
  if (!isObject(json)) return decodeValue(json);
  const plaintext = json[SIGNATURE_KEY] === SECRET_SIGNATURE ? opened(json, crypter) : undefined;
  if (plaintext !== undefined) return new Secret(decodeValue(JSON.parse(plaintext) as Json));
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
