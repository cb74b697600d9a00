import { optionsInShort, outcomes, trials, type Expected, type Trial } from "../test/e2e/program/options";
import { table } from "./table";

/** Every resource option in one sentence. */
export const optionTable = (): string =>
  table(
    ["option", "what it does here"],
    Object.entries(optionsInShort).map(([option, sentence]) => [`\`${option}\``, sentence]),
  );

/** What test/e2e/program/resourceOptions.test.ts has seen on an engine. */
export const trialTable = (): string =>
  table(
    ["option", "what changes in the program", "what happens", "without the option"],
    [...trials.values()].map(cells),
  );

function cells({ example, change, does, previews, otherwise, note }: Trial): string[] {
  const shown = previews === undefined ? "" : `; the preview expects: ${words(previews)}`;
  const more = note === undefined ? "" : `; ${note}`;
  return [
    `\`${example}\``,
    change,
    `${words(does)}${shown}${more}`,
    otherwise === undefined ? "" : words(otherwise),
  ];
}

function words([outcome, ...because]: Expected): string {
  const reasons = because.map((reason) => `\`${reason}\``).join(", ");
  return reasons === "" ? outcomes[outcome].text : `${outcomes[outcome].text} (${reasons})`;
}
