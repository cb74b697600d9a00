import { meaningfulTime, timeIn } from "../northflank/time";
import { isRecord } from "./values";
import { holdsWord, wordForm } from "./words";

/** What a value looks like, in words that say nothing of the value itself. */
export function formOf(value: unknown, name = "", isAddon = false): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "true or false";
  if (typeof value === "number") return Number.isInteger(value) ? "a whole number" : "a number";
  if (typeof value !== "string")
    return isRecord(value) && Object.keys(value).length === 0 ? "an empty object" : "an object";
  return holdsWord(name) && value !== "" ? wordForm(name, value, isAddon) : textForm(value);
}

/** The first form that a text has is its form. */
function textForm(text: string): string {
  return (
    forms.map((form) => form(text)).find((form) => form !== undefined) ??
    `a string of ${lengthOf(text)} characters`
  );
}

const forms: readonly ((text: string) => string | undefined)[] = [
  (text) => (text === "" ? "an empty string" : undefined),
  uuidForm,
  (text) => (/^\d+$/.test(text) ? digitsForm(text.length) : undefined),
  (text) => (/^(?=.*\d)[0-9a-f]{16,}$/i.test(text) ? `${hexLength(text.length)} hex digits` : undefined),
  timeForm,
  (text) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? "a URL" : undefined),
  (text) => (text.startsWith("/") ? "a path" : undefined),
  slugForm,
];

function uuidForm(text: string): string | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return undefined;
  if (/^[0-]+$/.test(text)) return "the nil UUID";
  const [, version] = /^.{14}([1-8]).{4}[89ab]/i.exec(text) ?? [];
  return version === undefined ? "a UUID of no known version" : `a UUID v${version}`;
}

/** Ten digits may be a time in seconds, thirteen one in milliseconds; more precision would tell a size. */
const digitsForm = (length: number): string =>
  length < 10 ? "1-9 digits" : length < 14 ? "10-13 digits" : "14 digits or more";

const hexLength = (length: number): string =>
  [16, 24, 32, 40, 64].includes(length) ? String(length) : lengthRange(length);

/** A text that the provider takes for a time. */
export function timeForm(text: string): string | undefined {
  if (Number.isNaN(timeIn(text))) return undefined;
  if (meaningfulTime(text) === undefined) return "a time that stands for none";
  const iso = /^\d{4}-\d\d-\d\d(?:(T| +)\d\d:\d\d(?<seconds>:\d\d)?(?<fraction>\.\d+)?)? ?(?<zone>.*)$/i.exec(
    text,
  );
  const { groups } = iso ?? {};
  if (groups === undefined) return "a time, not in ISO 8601";
  const { seconds, fraction, zone = "" } = groups;
  const precision =
    fraction === undefined
      ? seconds === undefined
        ? "no seconds"
        : "seconds"
      : (fractions[fraction.length - 1] ?? "a fraction");
  const separator =
    iso?.[1] === undefined ? ", a date only" : iso[1].toUpperCase() === "T" ? "" : ", a space for the T";
  return `ISO 8601 with ${precision} and ${zoneForm(zone)}${separator}`;
}

const fractions: Readonly<Record<number, string>> = {
  3: "milliseconds",
  6: "microseconds",
  9: "nanoseconds",
};

const zoneForm = (zone: string): string =>
  zone === "" ? "no zone" : /^z$/i.test(zone) ? "Z" : /^[+-]/.test(zone) ? "an offset" : "UTC or GMT";

function slugForm(text: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return undefined;
  const words = text.split("-");
  const count =
    words.length > 6 ? "7 or more words" : words.length === 1 ? "1 word" : `${words.length} words`;
  return `a slug of ${count}${words.length > 1 && /^\d+$/.test(words.at(-1) ?? "") ? ", the last a number" : ""}`;
}

const lengthOf = (text: string): string => lengthRange(text.length);

const ranges = [
  [1, 3],
  [4, 11],
  [12, 19],
  [20, 39],
  [40, 99],
] as const;

function lengthRange(length: number): string {
  const range = ranges.find(([, to]) => length <= to);
  return range === undefined ? "100 or more" : `${range[0]}-${range[1]}`;
}
