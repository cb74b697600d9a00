/**
 * A Northflank time in milliseconds; NaN if it is not a time. Without a zone it is UTC, like Northflank's clock:
 * `Date.parse` would assume this machine's zone.
 */
export function timeIn(text: string | undefined): number {
  const { date, clock = "00:00", zone = "Z" } = iso.exec(text ?? "")?.groups ?? {};
  if (date !== undefined) return Date.parse(`${date}T${clock}${offsetOf(zone)}`);
  return text !== undefined && zoned.test(text) && isOfTimes(text) ? Date.parse(text) : NaN;
}

const iso =
  /^(?<date>\d{4}-\d\d-\d\d)(?:(?:T| +)(?<clock>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: UTC| GMT)?)?$/i;

/** Other notations count only if they name their zone, as mail and HTTP dates do. */
const zoned = /\b(GMT|UTC)\b|:\d\d [+-]\d{4}$/;

/** `Date.parse` ignores words that it does not know, and these would be stored. */
const isOfTimes = (text: string): boolean =>
  (text.match(/\p{L}+/gu) ?? []).every((word) => timeWord.test(word));

const timeWord =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|gmt|utc|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/** `+02`, `+0200` and `+02:00` are one offset. */
const offsetOf = (zone: string): string =>
  /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}` : "Z";

/** The time if it is a real one: for "none", many languages write the year 1, 1970 or 0. */
export const meaningfulTime = (text: string | undefined): string | undefined =>
  timeIn(text) > 0 && text?.startsWith("0000-") === false ? text : undefined;

/** Healthy clocks differ by seconds; an hour, or a time zone, means that one of them is wrong. */
const mistakeMs = 30 * 60_000;

/** Whether a response's time and this machine's are both credible. */
export const agree = (serverTime: number, wallTime: number): boolean =>
  Math.abs(serverTime - wallTime) < mistakeMs;

/** The response's time, or the earlier of the two if they contradict each other. */
export const atTheLatest = (serverTime: number, wallTime: number): number =>
  agree(serverTime, wallTime) ? serverTime : Math.min(serverTime, wallTime);
