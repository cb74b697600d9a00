/** Where a Markdown text leads to: links, images, and definitions of links. */
export const linksIn = (markdown: string): string[] =>
  [...prose(markdown).matchAll(/\]\(<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]: (\S+)/gm)].map(
    ([, inline, defined]) => inline ?? defined ?? "",
  );

/** The anchors that GitHub gives to a text's headings. */
export function anchorsIn(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  for (const [, anchor = ""] of markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(anchor);
  return anchors;
}

const slugOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

/** Code shows links and headings that are none. */
const prose = (markdown: string): string =>
  markdown
    .replaceAll(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, "")
    .replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/g, (code) => code.replaceAll(/[[\]()#]/g, ""));
