import { database, importOf, type Trial } from "./trial";

const other = (name: string): string => `const other = ${importOf(`${name}-other`, database)}\n`;

/** Options that say what becomes of the backup of a resource that leaves the program. */
export const endingTrials: readonly Trial[] = [
  {
    option: "retainOnDelete",
    example: "retainOnDelete: true",
    change: "removed from the program",
    before: (name) => importOf(name, database, "retainOnDelete: true"),
    after: () => "",
    does: ["forgets"],
  },
  {
    option: "deletedWith",
    example: "deletedWith: other",
    change: "removed from the program together with `other`",
    before: (name) => other(name) + importOf(name, database, "deletedWith: other"),
    after: () => "",
    does: ["forgets"],
    note: "meant for the addon: Northflank deletes its backups with it",
  },
  {
    option: "deletedWith",
    example: "deletedWith: other",
    change: "removed from the program, while `other` stays",
    before: (name) => other(name) + importOf(name, database, "deletedWith: other"),
    after: other,
    does: ["deletes"],
  },
];
