import { stripVTControlCharacters } from "node:util";

const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const loneSurrogate = /\p{Cs}/gu;

/** Outside text without terminal control sequences, invisible characters and changes of writing direction. */
export const cleaned = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(lineBreaksAndTabs, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(loneSurrogate, "\ufffd")
    .trim();

/** Redact first: this may cut off the half of a secret that would have identified it. */
export const shortened = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).replace(loneSurrogate, "")}…`;
