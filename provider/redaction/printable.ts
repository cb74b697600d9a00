import { stripVTControlCharacters } from "node:util";

const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const loneSurrogate = /\p{Cs}/gu;

/** A text from outside without what a terminal obeys, and what is invisible or turns the direction of writing. */
export const cleaned = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(lineBreaksAndTabs, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(loneSurrogate, "\ufffd")
    .trim();

/** Redact first: what is cut off here may be the half of a secret by which it would have been recognised. */
export const shortened = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).replace(loneSurrogate, "")}…`;
