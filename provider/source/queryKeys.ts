import { isDay } from "./opaqueText";

/** A key's words: `aws-access-key-id` for `AWSAccessKeyId`, `aws_access_key_id` and `aws.access.key.id`. */
export const wordsOf = (key: string): string =>
  key
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/**
 * What a key is for: it selects which bytes come back, grants access, or does neither (says when and for whom the URL
 * was signed, or labels the response). Undefined if only the value can tell.
 */
export function purposeOf(words: string): "choice" | "credential" | "label" | undefined {
  if (fileKey.test(words)) return "choice";
  if (credentialKeys.some((form) => form.test(words)) && !thing.test(words)) return "credential";
  if (labelKeys.some((form) => form.test(words)) && !thing.test(words)) return "label";
  return choosingKey.test(words) ? "choice" : undefined;
}

const anyOf = (words: string): string => `(?:${words.split(" ").join("|")})`;

/** Checked before all others, because `session_file` is a file. */
const fileKey = /(?:^|-)(?:files?|objects?|paths?|(?:file|object)-?(?:name|path|id|key))$/;

/** `commit_hash` and `file_token` may select what comes back: their values decide whether they count. */
const thing =
  /(?:^|-)(?:archive|asset|backup|blob|commit|doc|document|dump|file|info|object|release|share|snapshot)-/;

const choosingKey = new RegExp(
  `^${anyOf("id name version generation snapshot share-?snapshot share rev revision ref commit sourcedoc")}$|(?:^|-)` +
    anyOf(
      "archive artifact asset backup blob document dump export item part res share snapshot unique version",
    ) +
    `-?${anyOf("id uuid name number")}$`,
);

const credential =
  "signature sig sign signed signing signer hmac md5 sha\\d* hash token jwt nonce verify policy csrf otp " +
  "secret password passwd passphrase passcode pwd pass credentials? creds? auth authorization authentication oauth2? " +
  "bearer session sessid ticket cookie";
const time = "expires? expired expiry expiration exp ttl valid-?until valid-?to";
const account = "user username login account actor";
const before =
  "access api aws b2 download google id job j oss personal php private public refresh request sas security secure " +
  "shared temp tmp url";
const keyOwners =
  "access account api app application auth client license master private resource rl secret security " +
  "shared subscription user";

type Form = Pick<RegExp, "test">;

/** Matches the last word, alone or joined to common companions: `accesstoken`, `jsessionid`, `expiresat`. */
function endingIn(words: string): Form {
  const last = `${anyOf(words)}(?:-?(?:id|key|at|in|by|time|type))?$`;
  const ending = new RegExp(`(?:(^|-)|)${last}`);
  const joined = new RegExp(`(?:^|-)(?:${anyOf(`${before} ${credential}`)}-?){0,3}${last}`);
  // Node.js takes 20 ms to compile `joined`, and hardly any key needs it.
  return {
    test: (key) => {
      const found = ending.exec(key);
      return found !== null && (found[1] !== undefined || joined.test(key));
    },
  };
}

const credentialKeys: readonly Form[] = [
  endingIn(credential),
  new RegExp(`(?:^|-)${anyOf(keyOwners)}-?key(?:-?id)?$`),
  /access-?key(?:-?id)?$|^q-(?:ak|sign|signature)$|^hdn(?:ts|ea|tl)$|^gda$/,
];

const labelKeys: readonly Form[] = [
  endingIn(`${time} ${account}`),
  /access-?id$|^key-?(?:pair-?)?id$|^client-?id$/,
  // Signatures of AWS, Google and Tencent; other vendors put `X-<vendor>-` before AWS's words.
  /^x-(?:amz|goog)-|^x-id$|^q-(?:sign|key|header|url)-/,
  // Labels of the response.
  /^response-(?:content-.+|cache-control|expires)$/,
  /(?:^|-)(?:b2-?)?(?:content-?(?:disposition|type|encoding|language)|cache-?control)$|^disposition$/,
  /^user-?project$|^hash-algorithm$|^timeout$|^(?:api|x-ms)-?version$|^utm-/,
];

interface Pair {
  readonly words: string;
  readonly value: string;
}

interface Service {
  /** `values` has each key's words as its key. */
  readonly applies: (url: URL, values: ReadonlyMap<string, string>) => boolean;
  readonly keys: RegExp;
}

const at = (host: RegExp) => (url: URL) => host.test(url.hostname);

/** Keys that grant access or label the response only beside certain other keys or on certain hosts. */
const services: readonly Service[] = [
  {
    // Azure's shared access signatures
    applies: (_, values) => values.has("sig") && values.has("sv"),
    keys: /^(?:s[veprist]|ss|srt|spr|sip|sdd|ses|sk(?:oid|tid|dutid|[tesv])|s(?:d?u|[adc])oid|scid|rsc[cdelt])$/,
  },
  {
    // Services that sign like AWS
    applies: (_, values) =>
      [...values.keys()].some((words) => /^(?:x-.+|oc)-(?:signature|credential)$/.test(words)),
    keys: /^(?:x-.+|oc)-(?:date|algo|algorithm|verb|signature-version|(?:signed-?|additional-?)headers)$/,
  },
  // OpenStack Swift
  { applies: (_, values) => values.has("temp-url-sig"), keys: /^(?:filename|inline|temp-url-.*)$/ },
  // nginx's secure links
  { applies: (_, values) => values.has("st") && isEpoch(values.get("e") ?? ""), keys: /^(?:st|e)$/ },
  // Bunny
  {
    applies: (_, values) => values.has("token") && values.has("expires"),
    keys: /^token-(?:path|countries.*|ver)$/,
  },
  // Dropbox
  { applies: (_, values) => values.has("rlkey"), keys: /^(?:st|e|dl)$/ },
  // Supabase, also on a custom domain
  { applies: (url) => url.pathname.startsWith("/storage/v1/object/"), keys: /^download$/ },
  {
    applies: at(/^(?:drive|docs|drive\.usercontent)\.google\.com$/),
    keys: /^(?:at|authuser|confirm|export|usp|uuid)$/,
  },
  {
    applies: at(/(?:^|\.)(?:sharepoint\.com|1drv\.(?:ms|com)|(?:onedrive|storage)\.live\.com)$/),
    keys: /^(?:cid|e|em|ithint|redeem|translate|web)$/,
  },
];

/** Tells whether a pair grants access or labels the response, given the rest of the URL. */
export function accessPairs(url: URL, pairs: readonly Pair[]): (pair: Pair) => boolean {
  const values = new Map(pairs.map(({ words, value }) => [words, value]));
  const used = services.filter(({ applies }) => applies(url, values));
  const isKnown = (words: string): boolean => /credential|label/.test(purposeOf(words) ?? "");
  const isSigned = [...values.keys()].some(isKnown);
  return (pair) =>
    isKnown(pair.words) ||
    isLabel(pair) ||
    used.some(({ keys }) => keys.test(pair.words)) ||
    (isSigned && isShortTime(pair));
}

const isEpoch = (value: string): boolean => /^\d{10}$/.test(value);

/** Qiniu's `e`, or Tencent's `t` in hexadecimal. */
const isShortTime = ({ words, value }: Pair): boolean =>
  /^(?:e|t|st)$/.test(words) && (isEpoch(value) || (/^[\da-f]{8}$/i.test(value) && !isDay(value)));

/** Whether the pair only says to show or to save the file. */
export const isLabel = ({ words, value }: Pair): boolean =>
  /^(?:force-?)?(?:attachment|dl|download|inline|raw)$/.test(words) &&
  /^(?:|[01]|true|false|yes|no|attachment|inline)$/i.test(value);
