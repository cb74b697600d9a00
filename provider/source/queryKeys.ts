/** The words of a key, as in `aws-access-key-id` for `AWSAccessKeyId`, `aws_access_key_id` and `aws.access.key.id`. */
export const wordsOf = (key: string): string =>
  key
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** Whether a key says which bytes come back or how they may be had; undefined where only its value can tell. */
export function purposeOf(words: string): "choice" | "access" | undefined {
  if (words === "token-path") return "access"; // Bunny: what the token is good for
  if (fileKey.test(words)) return "choice";
  if (accessKeys.some((form) => form.test(words)) && !thingKey.test(words)) return "access";
  return choosingKey.test(words) ? "choice" : undefined;
}

const anyOf = (words: string): string => `(?:${words.split(" ").join("|")})`;

/** Before all others, because `session_file` is a file. */
const fileKey = /(?:^|-)(?:files?|objects?|paths?|(?:file|object)-?(?:name|path|id|key))$/;

/** `user_dump` is a dump: what is in it tells whether it counts. */
const thingKey = /-(?:archive|backup|bucket|collection|database|db|dir|dump|export|folder|schema|table)s?$/;

const choosingKey = new RegExp(
  `^${anyOf("id name version generation snapshot share-?snapshot share rev revision ref commit sourcedoc")}$|(?:^|-)` +
    anyOf(
      "archive artifact asset backup blob document dump export item part res share snapshot unique version",
    ) +
    `-?${anyOf("id uuid name number")}$`,
);

const credential =
  "signature sig sign signed signing signer hmac md5 sha1 hash token jwt nonce verify policy csrf otp " +
  "secret password passwd passphrase passcode pwd pass credentials? creds? auth authorization authentication oauth2? " +
  "bearer session sessid ticket cookie";
const time = "expires? expired expiry expiration exp ttl valid-?until valid-?to";
const account = "user username login account actor";
const before =
  "access api aws b2 download google id job j oss personal php private public refresh request sas security secure " +
  "share shared temp tmp url";

/** Whole words only, but also joined to what often stands around them: `accesstoken`, `jsessionid`, `expiresat`. */
const accessWord = new RegExp(
  `(?:^|-)(?:${anyOf(`${before} ${credential}`)}-?){0,3}${anyOf(`${credential} ${time} ${account}`)}` +
    "(?:-?(?:id|key|at|in|by|time|type))?(?:-|$)",
);

const doors =
  "access account api app application auth client license master private public resource rl secret security share " +
  "shared subscription user";

const accessKeys = [
  accessWord,
  new RegExp(`(?:^|-)${anyOf(doors)}-?key(?:-?id)?$`),
  /access-?key(?:-?id)?$|access-?id$|^key-?(?:pair-?)?id$|^client-?id$/,
  // Signatures of AWS, Google, Tencent and ownCloud; others write `X-<vendor>-` before the words of AWS.
  /^x-(?:amz|goog)-|^x-id$|^q-(?:ak|sign|key|header|url)(?:-|$)/,
  /^(?:x-.+|oc)-(?:date|algo|algorithm|verb|(?:signed-?|additional-?)headers)$/,
  // How the answer is to be labelled.
  /^response-|(?:^|-)(?:b2-?)?(?:content-?(?:disposition|type|encoding|language)|cache-?control)$|^disposition$/,
  /^hdn(?:ts|ea|tl)$|^gda$|^user-?project$|^timeout$|^(?:api|x-ms)-?version$|^utm-/,
];
