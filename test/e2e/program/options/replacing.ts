import { accompanied, changing, database, importOf, retriggered, type Trial } from "./trial";

const rotated = 'connectionString: live("orders", "writer")';

/** Options that replace, or that say how. */
export const replacingTrials: readonly Trial[] = [
  {
    option: "replaceOnChanges",
    ...changing('replaceOnChanges: ["connectionString"]', database, rotated),
    change: "another user or password",
    does: ["replaces", "connectionString"],
    otherwise: ["nothing"],
    note: "not for a source by reference, whose value is never stored",
  },
  {
    option: "replaceOnChanges",
    ...changing('replaceOnChanges: ["*"]', database, rotated),
    change: "another user or password",
    does: ["replaces", "connectionString"],
    otherwise: ["nothing"],
    note: "after a failed import or an unfinished wait, the next `up` also replaces and does not resume",
  },
  {
    option: "replaceOnChanges",
    ...changing('replaceOnChanges: ["triggers"]', database, rotated),
    change: "another user or password",
    does: ["nothing"],
    otherwise: ["nothing"],
  },
  {
    option: "replaceOnChanges",
    ...changing('replaceOnChanges: ["waitForCompletion"]', database, `${database}, waitForCompletion: true`),
    change: "`waitForCompletion` spelled out",
    does: ["replaces", "waitForCompletion"],
    otherwise: ["nothing"],
  },
  {
    option: "replacementTrigger",
    example: 'replacementTrigger: "monday"',
    before: (name) => importOf(name, database, 'replacementTrigger: "sunday"'),
    after: (name) => importOf(name, database, 'replacementTrigger: "monday"'),
    without: (name) => importOf(name, database),
    change: "another trigger",
    does: ["replaces"],
    otherwise: ["nothing"],
    note: "the preview gives no reason; prefer `triggers`, which it shows",
  },
  {
    option: "replacementTrigger",
    example: 'replacementTrigger: "monday"',
    before: (name) => importOf(name, database),
    after: (name) => importOf(name, database, 'replacementTrigger: "monday"'),
    change: "a trigger where there was none",
    does: ["nothing"],
  },
  {
    option: "deleteBeforeReplace",
    ...retriggered("deleteBeforeReplace: true"),
    change: "other `triggers`",
    does: ["deletesFirst", "triggers"],
    otherwise: ["replaces", "triggers"],
    note: "if the new import fails, no backup is left",
  },
  {
    option: "replaceWith",
    ...accompanied("replaceWith: [other]", [`${database}, triggers: 1`, `${database}, triggers: 2`]),
    change: "`other` is replaced",
    does: ["replaces", "replaceWith"],
    otherwise: ["nothing"],
  },
];
