import { fold, unescape, type FoldedText } from "./foldedText";
import { searcher } from "./search";
import { commonWords, type SecretForm } from "./secretForms";
import type { Span } from "./spans";

/** A text as it is, or with one or two layers of escapes taken off. */
export interface View extends FoldedText {
  readonly source: string;
  /** For each unit, how many gaps before it were skipped that are not line breaks. */
  readonly gapsBefore: readonly number[];
}

export function viewsOf(source: string): readonly View[] {
  const folded = fold(source);
  const once = unescape(folded);
  return [folded, once, unescape(once)].map(({ text, starts, ends }) => ({
    text,
    starts,
    ends,
    source,
    gapsBefore: gapsBefore(source, starts, ends),
  }));
}

function gapsBefore(source: string, starts: readonly number[], ends: readonly number[]): readonly number[] {
  let count = 0;
  return starts.map((start, index) => {
    const gap = source.slice(ends[index - 1] ?? start, start);
    if (/\s/.test(gap) && !/[\r\n]/.test(gap)) count += 1;
    return count;
  });
}

/** Finds one form of a secret. */
export type Finder = (view: View) => readonly Span[];

export function finderOf(form: SecretForm): Finder {
  const head = form.pattern.slice(0, leastCutShort);
  let search: ReturnType<typeof searcher> | undefined;
  return (view) => {
    if (!view.text.includes(head)) return [];
    search ??= searcher(form.pattern);
    const { starts, cutShort } = search(view.text);
    const found = starts.map((start) => spanOf(view, start, form.pattern.length, form));
    const cut = showsSecret(form, cutShort)
      ? [spanOf(view, view.text.length - cutShort, cutShort, form)]
      : [];
    return [...found, ...cut].filter((span) => span !== undefined);
  };
}

/** Texts from outside are cut to a length before they come here, perhaps in the middle of a secret. */
const leastCutShort = 8;

/** Whether the beginning of a secret gives something away: more than its scheme or a word of ours. */
function showsSecret({ pattern, isWord }: SecretForm, length: number): boolean {
  const scheme = /^[a-z][a-z0-9+.:-]{0,30}(?::\/\/|%3a%2f%2f)/.exec(pattern)?.[0].length ?? 0;
  return !isWord && length >= scheme + leastCutShort && !commonWords.has(pattern.slice(0, length));
}

function spanOf(view: View, index: number, length: number, form: SecretForm): Span | undefined {
  const last = index + length - 1;
  const [start = 0, end = 0] = [view.starts[index], view.ends[last]];
  // White space was skipped to find what is split over lines; words that only happen to follow each other are not.
  const isOnePiece = form.hasSpaces || view.gapsBefore[last] === view.gapsBefore[index];
  const isWord = !form.isWord || isWordAt(view.source, start, end);
  return isOnePiece && isWord ? { start, end, isEncoded: form.isEncoded } : undefined;
}

const alphanumeric = /[\p{L}\p{N}]/u;
const escapeAtEnd = /(?:%[0-9a-f]{2}|\\[bfnrt]|\\u[0-9a-f]{4})$/i;

function isWordAt(text: string, start: number, end: number): boolean {
  const joins = (index: number): boolean =>
    alphanumeric.test(text.charAt(index - 1)) && alphanumeric.test(text.charAt(index));
  const afterEscape = escapeAtEnd.test(text.slice(Math.max(0, start - 6), start));
  return (!joins(start) || afterEscape) && !joins(end);
}
