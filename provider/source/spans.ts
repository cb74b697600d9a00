/** What stands in the place of a secret; the same that Pulumi prints. */
export const mark = "[secret]";

/** A piece of a text that must not be shown. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Whether the piece is part of an encoding whose neighbouring characters hold parts of the secret as well. */
  readonly isEncoded: boolean;
}

export function replaceSpans(text: string, spans: readonly Span[]): string {
  let shown = "";
  let at = 0;
  for (const span of merged(spans)) {
    const { start, end } = span.isEncoded ? wholeRun(text, span, at) : span;
    if (end <= at) continue;
    // A span that touches the one before is a piece of the same secret.
    if (start > at || shown === "") shown += text.slice(at, start) + mark;
    at = end;
  }
  return shown + text.slice(at);
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else {
      const end = Math.max(last.end, span.end);
      result.splice(-1, 1, { start: last.start, end, isEncoded: last.isEncoded || span.isEncoded });
    }
  }
  return result;
}

const encodedCharacter = /[\w+/=%-]/;

function wholeRun(text: string, span: Span, from: number): { readonly start: number; readonly end: number } {
  let { start, end } = span;
  while (start > from && encodedCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && encodedCharacter.test(text.charAt(end))) end += 1;
  return { start, end };
}
