/**
 * A `uid` or a time as far as it tells one backup from another; undefined for one that says nothing: none but
 * punctuation, one character over and over such as the nil UUID, or a word for nothing that some language has put there.
 */
export function told(text: string | undefined): string | undefined {
  const characters = text?.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "") ?? "";
  return saysNothing.test(characters) ? undefined : text;
}

const saysNothing =
  /^((.)\2*|null|nil|nan|na|none|nothing|undefined|unknown|empty|missing|unset|notset|objectobject|invaliddate)?$/u;
