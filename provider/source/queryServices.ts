import { isDay } from "./opaqueText";
import { purposeOf } from "./queryKeys";

interface Pair {
  readonly words: string;
  readonly value: string;
}

interface Service {
  /** `values` by the words of their keys. */
  readonly speaks: (url: URL, values: ReadonlyMap<string, string>) => boolean;
  readonly keys: RegExp;
}

const at = (host: RegExp) => (url: URL) => host.test(url.hostname);

/** Keys that mean a way in, or how the answer is labelled, only in the company or the place given here. */
const services: readonly Service[] = [
  {
    // Azure's shared access signatures
    speaks: (_, values) => values.has("sig") && values.has("sv"),
    keys: /^(?:s[veprist]|ss|srt|spr|sip|sdd|ses|sk(?:oid|tid|dutid|[tesv])|s(?:d?u|[adc])oid|scid|rsc[cdelt])$/,
  },
  {
    // Whoever signs like AWS
    speaks: (_, values) =>
      [...values.keys()].some((words) => /^(?:x-.+|oc)-(?:signature|credential)$/.test(words)),
    keys: /^(?:x-.+|oc)-(?:date|algo|algorithm|verb|signature-version|(?:signed-?|additional-?)headers)$/,
  },
  // OpenStack Swift
  { speaks: (_, values) => values.has("temp-url-sig"), keys: /^(?:filename|inline|temp-url-.*)$/ },
  // nginx's secure links
  { speaks: (_, values) => values.has("st") && isEpoch(values.get("e") ?? ""), keys: /^(?:st|e)$/ },
  // Bunny
  {
    speaks: (_, values) => values.has("token") && values.has("expires"),
    keys: /^token-(?:path|countries.*|ver)$/,
  },
  // Dropbox
  { speaks: (_, values) => values.has("rlkey"), keys: /^(?:st|e|dl)$/ },
  // Supabase, also under a name of one's own
  { speaks: (url) => url.pathname.startsWith("/storage/v1/object/"), keys: /^download$/ },
  {
    speaks: at(/^(?:drive|docs|drive\.usercontent)\.google\.com$/),
    keys: /^(?:at|authuser|confirm|export|usp|uuid)$/,
  },
  {
    speaks: at(/(?:^|\.)(?:sharepoint\.com|1drv\.(?:ms|com)|(?:onedrive|storage)\.live\.com)$/),
    keys: /^(?:cid|e|em|ithint|redeem|translate|web)$/,
  },
];

/** Whether a pair lets the reader in or labels the answer, by itself or by the rest of the URL. */
export function waysIn(url: URL, pairs: readonly Pair[]): (pair: Pair) => boolean {
  const values = new Map(pairs.map(({ words, value }) => [words, value]));
  const spoken = services.filter(({ speaks }) => speaks(url, values));
  const isKnown = (words: string): boolean => /credential|label/.test(purposeOf(words) ?? "");
  const isSigned = [...values.keys()].some(isKnown);
  return (pair) =>
    isKnown(pair.words) ||
    isLabel(pair) ||
    spoken.some(({ keys }) => keys.test(pair.words)) ||
    (isSigned && isShortTime(pair));
}

const isEpoch = (value: string): boolean => /^\d{10}$/.test(value);

/** Qiniu's `e`, Tencent's `t` in hexadecimal digits. */
const isShortTime = ({ words, value }: Pair): boolean =>
  /^(?:e|t|st)$/.test(words) && (isEpoch(value) || (/^[\da-f]{8}$/i.test(value) && !isDay(value)));

/** Whether the file is to be shown or saved. */
export const isLabel = ({ words, value }: Pair): boolean =>
  /^(?:force-?)?(?:attachment|dl|download|inline|raw)$/.test(words) &&
  /^(?:|[01]|true|false|yes|no|attachment|inline)$/i.test(value);
