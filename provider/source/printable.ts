/**
 * Makes a text that came from outside fit for one line of a terminal or a state file: no control characters, no
 * escape sequences, no invisible or direction-changing ones, bounded in length. Redact first: what is cut off
 * here may be the half of a secret by which it would have been recognised.
 */
export function printable(text: string, maxLength: number): string {
  const clean = text
    .replace(escapeSequence, "")
    .replace(lineBreaksAndTabs, " ")
    .replace(invisible, "")
    .replace(loneSurrogate, "\ufffd")
    .trim();
  if (clean.length <= maxLength) return clean;
  return `${clean.slice(0, Math.max(0, maxLength - 1)).replace(loneSurrogate, "")}…`;
}

// CSI sequences such as colours and cursor moves, and complete OSC ones such as window titles and links.
const escapeSequence = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

const invisible = /[\p{Cc}\p{Cf}]/gu;

const loneSurrogate = /\p{Cs}/gu;
