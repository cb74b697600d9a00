import { unknownValue, type Values } from "../inputs/values";

/** Pulumi's wire protocol wraps what is more than JSON in an object with this member. */
const signature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const outputMark = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

interface Envelope {
  readonly [signature]: unknown;
  readonly value?: unknown;
  readonly secret?: unknown;
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEnvelope = (value: unknown): value is Envelope => isObject(value) && signature in value;

const isSecret = (value: unknown): boolean =>
  isEnvelope(value) &&
  (value[signature] === secretMark || (value[signature] === outputMark && value.secret === true));

/** The value without secrets' and outputs' envelopes at any depth. An output without a value is not known yet. */
export function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isObject(value)) return value;
  if (isEnvelope(value)) {
    if (value[signature] === secretMark) return opened(value.value);
    if (value[signature] === outputMark) return "value" in value ? opened(value.value) : unknownValue;
  }
  return openedAll(value);
}

export const openedAll = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, opened(value)]));

/**
 * The values with a secret's envelope around each that is always secret, or whose counterpart of the same name came in
 * one. Objects are entered; anything else becomes secret as a whole if anything in its counterpart is.
 */
export const sealed = (values: Values, counterparts: Values, always: readonly string[] = []): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      always.includes(key) ? secret(value) : sealedLike(value, counterparts[key]),
    ]),
  );

function sealedLike(value: unknown, counterpart: unknown): unknown {
  const isEntered = isObject(value) && isObject(counterpart) && !isSecret(counterpart);
  if (isEntered) return sealed(value, counterpart);
  return holdsSecret(counterpart) ? secret(value) : value;
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(holdsSecret);
}

const secret = (value: unknown): unknown =>
  value === null || value === undefined ? value : { [signature]: secretMark, value };
