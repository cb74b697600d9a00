import assert from "node:assert/strict";
import { pages, read } from "../release/pages";

/** A block of code in a page for users. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
  /** Of the page, where the block's text begins. */
  readonly line: number;
}

/** A block may say in its first line that it is a file, which the page's other blocks then import. */
export const fileNameIn = ({ text }: Block): string | undefined =>
  /^\/\/ ([\w.-]+\.ts)$/m.exec(text.split("\n", 1)[0] ?? "")?.[1];

/** The rest is for whoever works on the code. */
const isForUsers = (page: string): boolean =>
  /^(?:docs|examples)\/|^(?:test\/simulator\/)?README\.md$/.test(page);

export const blocksIn = (language: string): Block[] =>
  pages
    .filter(isForUsers)
    .flatMap((page) => blocksOf(page, read(page)))
    .filter((block) => block.language === language);

export function blocksOf(page: string, markdown: string): Block[] {
  const blocks = [...markdown.matchAll(/^( *)```(\w*)\n([^]*?)^\1```$/gm)];
  // A fence that is written otherwise would hide the blocks after it.
  assert.equal((markdown.match(/^ *```/gm) ?? []).length, 2 * blocks.length, `the fences of ${page}`);
  return blocks.map(({ 2: language = "", 3: text = "", index }) => ({
    page,
    language,
    text,
    line: markdown.slice(0, index).split("\n").length + 1,
  }));
}
