import { annotateSecrets } from "../property/annotateSecrets";
import { containsUnknowns, type PropertyMap } from "../property/value";
import { decodeProperties, encodeProperties, type JsonObject } from "../property/wire";
import type { Capabilities } from "./pluginClient";

/** Real operations refuse an unknown in an answer; a preview keeps it. */
export function decodeAnswer(json: JsonObject, allowUnknowns: boolean): PropertyMap {
  const map = decodeProperties(json);
  for (const [key, value] of Object.entries(map)) {
    if (!allowUnknowns && containsUnknowns(value)) {
      throw new Error(`unexpected unknown property value for "${key}"`);
    }
  }
  return map;
}

/** What a provider can take decides how properties travel to it, and what is known of secrets in its answers. */
export class Encoding {
  constructor(private readonly capabilities: Capabilities) {}

  encode(map: PropertyMap, keepUnknowns: boolean): JsonObject {
    const { acceptSecrets, acceptResources } = this.capabilities;
    return encodeProperties(map, {
      keepUnknowns,
      keepSecrets: acceptSecrets,
      keepResources: acceptResources,
    });
  }

  /** Who takes no secrets returns plain values: secrecy is carried over from what it was sent. */
  decode(json: JsonObject, allowUnknowns: boolean, counterpart: PropertyMap): PropertyMap {
    const map = decodeAnswer(json, allowUnknowns);
    return this.capabilities.acceptSecrets ? map : annotateSecrets(map, counterpart);
  }
}
