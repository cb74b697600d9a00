import { purposeOf } from "./queryKeys";

interface Pair {
  readonly words: string;
  readonly value: string;
}

interface Service {
  readonly speaks: (url: URL, has: (words: string) => boolean) => boolean;
  readonly keys: RegExp;
}

const at = (host: RegExp) => (url: URL) => host.test(url.hostname);

/** Keys that mean a way in, or how the answer is labelled, only in the company or the place given here. */
const services: readonly Service[] = [
  {
    // Azure's shared access signatures
    speaks: (_, has) => has("sig") && ["sv", "se", "si"].some(has),
    keys: /^(?:s[veprist]|ss|srt|spr|sip|sdd|ses|sk(?:oid|tid|[tesv])|s[adc]oid|suoid|scid|rsc[cdelt])$/,
  },
  // OpenStack Swift
  { speaks: (_, has) => has("temp-url-sig"), keys: /^(?:filename|inline|temp-url-.*)$/ },
  // nginx's secure links
  { speaks: (_, has) => has("st") && has("e"), keys: /^(?:st|e)$/ },
  // Dropbox
  { speaks: (_, has) => has("rlkey"), keys: /^(?:st|e|dl)$/ },
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

/** The ways in that only the rest of the URL tells. */
export function localAccess(url: URL, pairs: readonly Pair[]): (pair: Pair) => boolean {
  const present = new Set(pairs.map(({ words }) => words));
  const spoken = services.filter(({ speaks }) => speaks(url, (words) => present.has(words)));
  const isSigned = [...present].some((words) => purposeOf(words) === "access");
  return (pair) =>
    isLabel(pair) || spoken.some(({ keys }) => keys.test(pair.words)) || (isSigned && isShortTime(pair));
}

/** Qiniu's `e`, Tencent's `t` in hexadecimal digits. */
const isShortTime = ({ words, value }: Pair): boolean =>
  /^(?:e|t|st)$/.test(words) && /^(?:\d{10}|[\da-f]{8})$/i.test(value);

/** Whether the file is to be shown or saved. */
export const isLabel = ({ words, value }: Pair): boolean =>
  /^(?:force-?)?(?:attachment|dl|download|inline|raw)$/.test(words) &&
  /^(?:|[01]|true|false|yes|no|attachment|inline)$/i.test(value);
