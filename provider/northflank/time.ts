import { told } from "./told";

/**
 * A time of Northflank's in milliseconds; NaN for what is none. Without a zone it is UTC, as Northflank's clock is:
 * `Date.parse` would take that of this machine.
 */
export function timeIn(text: string | undefined): number {
  const { date, clock = "00:00", zone = "Z" } = iso.exec(text ?? "")?.groups ?? {};
  if (date !== undefined) return Date.parse(`${date}T${clock}${offsetOf(zone)}`);
  return text !== undefined && zoned.test(text) ? Date.parse(text) : NaN;
}

const iso =
  /^(?<date>\d{4}-\d\d-\d\d)(?:(?:T| +)(?<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: UTC| GMT)?)?$/i;

/** Another notation counts only where it names its zone, as that of mails and of HTTP does. */
const zoned = /\b(GMT|UTC)\b|:\d\d [+-]\d{4}$/;

/** `+02`, `+0200` and `+02:00` are one offset. */
const offsetOf = (zone: string): string =>
  /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}` : "Z";

/** A time as far as it tells anything: where there is none, many a language writes the year 1, 1970 or 0. */
export const toldTime = (text: string | undefined): string | undefined =>
  timeIn(text) <= 0 || text?.startsWith("0000-") === true ? undefined : told(text);
