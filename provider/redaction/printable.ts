// CSI sequences such as colours and cursor moves, and complete OSC ones such as window titles and links.
const escapeSequence = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const loneSurrogate = /\p{Cs}/gu;

/** A text from outside without what a terminal obeys, and what is invisible or turns the direction of writing. */
export const cleaned = (text: string): string =>
  text
    .replace(escapeSequence, "")
    .replace(lineBreaksAndTabs, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(loneSurrogate, "\ufffd")
    .trim();

/** Redact first: what is cut off here may be the half of a secret by which it would have been recognised. */
export const shortened = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).replace(loneSurrogate, "")}…`;
