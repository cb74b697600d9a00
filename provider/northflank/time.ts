/**
 * A time of Northflank's in milliseconds; NaN for what is none. Without a zone it is UTC, as Northflank's clock is:
 * `Date.parse` would take that of this machine.
 */
export function timeIn(text: string | undefined): number {
  const { date, clock = "00:00", zone = "Z" } = iso.exec(text ?? "")?.groups ?? {};
  if (date !== undefined) return Date.parse(`${date}T${clock}${offsetOf(zone)}`);
  return text !== undefined && zoned.test(text) && isOfTimes(text) ? Date.parse(text) : NaN;
}

const iso =
  /^(?<date>\d{4}-\d\d-\d\d)(?:(?:T| +)(?<clock>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: UTC| GMT)?)?$/i;

/** Another notation counts only where it names its zone, as that of mails and of HTTP does. */
const zoned = /\b(GMT|UTC)\b|:\d\d [+-]\d{4}$/;

/** `Date.parse` overlooks words that it does not know, and these would be stored. */
const isOfTimes = (text: string): boolean =>
  (text.match(/\p{L}+/gu) ?? []).every((word) => timeWord.test(word));

const timeWord =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|gmt|utc|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/** `+02`, `+0200` and `+02:00` are one offset. */
const offsetOf = (zone: string): string =>
  /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}` : "Z";

/** A time as far as it is one: where there is none, many a language writes the year 1, 1970 or 0. */
export const toldTime = (text: string | undefined): string | undefined =>
  timeIn(text) > 0 && text?.startsWith("0000-") === false ? text : undefined;

/** Clocks of sound machines differ by seconds; an hour, or a time zone, is a mistake of one of them. */
const mistakeMs = 30 * 60_000;

/** Whether the time of an answer and that of this machine are both credible. */
export const agree = (serverTime: number, wallTime: number): boolean =>
  Math.abs(serverTime - wallTime) < mistakeMs;

/** The time of an answer, or the earlier one where the two contradict each other. */
export const atTheLatest = (serverTime: number, wallTime: number): number =>
  agree(serverTime, wallTime) ? serverTime : Math.min(serverTime, wallTime);
