import { fieldsOf, type Field } from "./fields";
import type { ShownNames } from "./names";
import { isAnswer, probes, type Answers, type Probe } from "./observations";
import { at, backupsIn } from "./values";
import { documentedFields } from "./words";

interface Section {
  readonly title: string;
  readonly probes: readonly Probe[];
  readonly documented: readonly string[];
  readonly depth?: number;
  readonly isError?: boolean;
}

const sections: readonly Section[] = [
  { title: "The list of backups", probes: ["list", "pageOne"], documented: documentedFields.list },
  { title: "A backup read by itself", probes: ["backup"], documented: documentedFields.single },
  { title: "The addon's restores", probes: ["addonRestores"], documented: documentedFields.addonRestores },
  { title: "A backup's restores", probes: ["backupRestores"], documented: documentedFields.restores },
  { title: "A backup's log", probes: ["logs"], documented: documentedFields.logs },
  // Deeper, an addon is its owner's configuration.
  {
    title: "The addon, to a depth of three",
    probes: ["addon"],
    documented: documentedFields.addon,
    depth: 3,
  },
  {
    title: "Errors",
    probes: Object.keys(probes) as Probe[],
    documented: documentedFields.error,
    isError: true,
  },
];

const deepest = 8;

/** Every field of every kind of response, with its forms, and what differs from the documentation. */
export function fieldSections(answers: Answers, names: ShownNames): string[] {
  return sections.flatMap(({ title, probes: from, documented, depth = deepest, isError = false }) => {
    const bodies = from
      .map((probe) => answers[probe])
      .filter(isAnswer)
      .filter(({ status }) => (status === 200) !== isError)
      .map(({ body }) => body);
    if (bodies.length === 0) return [];
    const fields = fieldsOf(bodies, { names, depth, isAddon: from[0] === "addon" && !isError });
    const difference = from[0] === "backup" ? differenceLine(answers, names) : [];
    return [
      `${title}${from[0] === "list" ? `, ${amountOf(bodies[0])}` : ""}:`,
      ...fields.map((field) => fieldLine(field, documented)),
      ...unseenLine(fields, documented),
      ...difference,
      "",
    ];
  });
}

function fieldLine({ path, isInAll, forms }: Field, documented: readonly string[]): string {
  const notes = [
    ...(isInAll ? [] : ["not in all"]),
    ...(documented.includes(path) ? [] : ["not documented"]),
  ];
  return `  ${path}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}: ${forms.join(" | ")}`;
}

function unseenLine(fields: readonly Field[], documented: readonly string[]): string[] {
  const isSeen = (path: string): boolean =>
    fields.some(
      (field) =>
        field.path === path ||
        field.path.startsWith(`${path}.`) ||
        field.path.startsWith(`${path}[]`) ||
        // What an empty list would hold is not missing.
        (field.forms.includes("an empty list") && path.startsWith(`${field.path}[]`)),
    );
  const unseen = documented.filter((path) => !isSeen(path));
  const topmost = unseen.filter((path) => !unseen.some((other) => other !== path && path.startsWith(other)));
  return topmost.length === 0 ? [] : [`  documented, but not seen: ${topmost.join(", ")}`];
}

/** What the list shows of the same backup, and what it does not. */
function differenceLine({ list, backup }: Answers, names: ShownNames): string[] {
  const single = at(isAnswer(backup) ? backup.body : undefined, "data");
  const inList = backupsIn(isAnswer(list) ? list.body : undefined).find(({ id }) => id === at(single, "id"));
  if (inList === undefined) return [];
  const pathsOf = (body: unknown): string[] =>
    fieldsOf([body], { names, depth: deepest, isAddon: false }).map(({ path }) => path);
  const [here, there] = [pathsOf(single), pathsOf(inList)];
  const only = (some: string[], others: string[]): string =>
    some.filter((path) => !others.includes(path)).join(", ") || "nothing";
  return [`  only here: ${only(here, there)}; only in the list: ${only(there, here)}`];
}

/** Not the exact number, which is nobody's business. */
function amountOf(list: unknown): string {
  const count = backupsIn(list).length;
  if (count < 2) return count === 0 ? "which has none" : "which has one";
  return `which has ${count < 10 ? "2 to 9" : count < 100 ? "10 to 99" : "100 or more"}`;
}
