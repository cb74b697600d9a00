/** The words of a key, as in `aws-access-key-id` for `AWSAccessKeyId`, `aws_access_key_id` and `aws.access.key.id`. */
export const wordsOf = (key: string): string =>
  key
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/**
 * What a key is for: to choose which bytes come back, to let the reader in, or neither (when it was signed, for whom, how
 * the answer is to be labelled). Undefined where only its value can tell.
 */
export function purposeOf(words: string): "choice" | "credential" | "label" | undefined {
  if (fileKey.test(words)) return "choice";
  if (credentialKey.test(words) && !thing.test(words)) return "credential";
  if (labelKeys.some((form) => form.test(words)) && !thing.test(words)) return "label";
  return choosingKey.test(words) ? "choice" : undefined;
}

const anyOf = (words: string): string => `(?:${words.split(" ").join("|")})`;

/** Before all others, because `session_file` is a file. */
const fileKey = /(?:^|-)(?:files?|objects?|paths?|(?:file|object)-?(?:name|path|id|key))$/;

/** `commit_hash` and `file_token` may choose what comes back: what is in them tells whether they count. */
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
const doors =
  "access account api app application auth client license master private resource rl secret security " +
  "shared subscription user";

/** By the last word alone, but also joined to what often stands around it: `accesstoken`, `jsessionid`, `expiresat`. */
const endingIn = (words: string): string =>
  `(?:^|-)(?:${anyOf(`${before} ${credential}`)}-?){0,3}${anyOf(words)}(?:-?(?:id|key|at|in|by|time|type))?$`;

const credentialKey = new RegExp(
  `${endingIn(credential)}|(?:^|-)${anyOf(doors)}-?key(?:-?id)?$|access-?key(?:-?id)?$|^q-(?:ak|sign|signature)$|^hdn(?:ts|ea|tl)$|^gda$`,
);

const labelKeys = [
  new RegExp(endingIn(`${time} ${account}`)),
  /access-?id$|^key-?(?:pair-?)?id$|^client-?id$/,
  // Signatures of AWS, Google and Tencent; others write `X-<vendor>-` before the words of AWS.
  /^x-(?:amz|goog)-|^x-id$|^q-(?:sign|key|header|url)-/,
  // How the answer is to be labelled.
  /^response-(?:content-.+|cache-control|expires)$/,
  /(?:^|-)(?:b2-?)?(?:content-?(?:disposition|type|encoding|language)|cache-?control)$|^disposition$/,
  /^user-?project$|^hash-algorithm$|^timeout$|^(?:api|x-ms)-?version$|^utm-/,
];
