import type { Chapter } from "./chapters";

export interface Ending {
  readonly chapters: readonly Chapter[];
  readonly asExpected: readonly boolean[];
  readonly seconds: number;
}

/** The rules of the story, a line each, on one screen. */
export function endingLines({ chapters, asExpected, seconds }: Ending): string[] {
  const width = String(chapters.length).length;
  const rules = chapters.map(({ rule }, index) => {
    const mark = asExpected[index] === true ? "✓" : "✗";
    return `${mark} ${String(index + 1).padStart(width)} ${rule}`;
  });
  const count = asExpected.filter(Boolean).length;
  return [
    "",
    "What you have just seen: an import as a Pulumi resource",
    "",
    ...rules,
    "",
    `${count} of ${chapters.length} steps came out as expected, in ${seconds} s.`,
  ];
}
