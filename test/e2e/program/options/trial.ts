import type { CustomResourceOptions } from "@pulumi/pulumi";

export type OptionName = keyof CustomResourceOptions;

/** What becomes of a resource when its program changes: the steps, and the requests that go to its backups. */
export const outcomes = {
  nothing: { text: "nothing", steps: ["same"], requests: [] },
  records: { text: "is recorded; no request is sent", steps: ["update"], requests: [] },
  imports: { text: "imports", steps: ["create"], requests: ["importBackup"] },
  replaces: {
    text: "imports, then deletes the old backup",
    steps: ["create-replacement", "replace", "delete-replaced"],
    requests: ["importBackup", "deleteBackup"],
  },
  tracksAnother: {
    text: "tracks the other backup, and deletes neither",
    steps: ["create-replacement", "replace", "delete-replaced"],
    requests: [],
  },
  deletesFirst: {
    text: "deletes the old backup, then imports",
    steps: ["delete-replaced", "replace", "create-replacement"],
    requests: ["deleteBackup", "importBackup"],
  },
  deletes: { text: "deletes the backup", steps: ["delete"], requests: ["deleteBackup"] },
  forgets: { text: "leaves the backup on the addon", steps: ["delete"], requests: [] },
} as const;

/** The outcome, and the reasons that the preview gives for it. */
export type Expected = readonly [outcome: keyof typeof outcomes, ...because: string[]];

/** One resource option put to the test: a program with it, the same program changed, and what that does. */
export interface Trial {
  readonly option: OptionName;
  /** As it stands in the program, and in the docs. */
  readonly example: string;
  /** What is different in the changed program, for people. */
  readonly change: string;
  /** Each gives the statements that declare the resource of this name. */
  readonly before: (name: string) => string;
  readonly after: (name: string) => string;
  /** The changed program without the option. */
  readonly without?: (name: string) => string;
  readonly does: Expected;
  /** Where the preview cannot know better: the worst case. */
  readonly previews?: Expected;
  /** What the same change does without the option. */
  readonly otherwise?: Expected;
  readonly note?: string;
  /** The embedded host cannot do it. */
  readonly onlyOn?: "cli";
}

/** The declaration of one import on the orders addon. */
export const importOf = (name: string, inputs: string, options = ""): string =>
  `new AddonBackupImport("${name}", { ...at, ${inputs} }, { ${options} });`;

/** The inputs change from one value to another, under the same option or none. */
export const changing = (example: string, before: string, after: string) => ({
  example,
  before: (name: string) => importOf(name, before, example),
  after: (name: string) => importOf(name, after, example),
  without: (name: string) => importOf(name, after),
});

export const database = 'connectionString: live("orders")';

/** Other `triggers`, under the same option or none. */
export const retriggered = (example: string) =>
  changing(example, `${database}, triggers: 1`, `${database}, triggers: 2`);

/** The program declares another import as well, which changes, and which the options may name as `other`. */
export const accompanied = (
  example: string,
  [before, after]: readonly [string, string],
  [inputsBefore, inputsAfter]: readonly [string, string] = [database, database],
) => ({
  example,
  before: (name: string) => companion(name, before) + importOf(name, inputsBefore, example),
  after: (name: string) => companion(name, after) + importOf(name, inputsAfter, example),
  without: (name: string) => companion(name, after) + importOf(name, inputsAfter),
});

const companion = (name: string, inputs: string): string =>
  `const other = ${importOf(`${name}-other`, inputs)}\n`;

const prelude = `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, Provider } = require("pulumi-northflank");
const config = new pulumi.Config();
const live = (database, user = "reader") =>
  config.requireSecret("password").apply((password) => \`postgresql://\${user}:\${password}@db.example.com/\${database}\`);
const at = { projectId: "shop", addonId: "orders-db" };
class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("test:index:Group", name, {}, opts);
  }
}
const northflank = new pulumi.Config("northflank");
const account = new Provider("account", {
  apiToken: northflank.requireSecret("apiToken"),
  apiUrl: northflank.require("apiUrl"),
});
`;

export type Version = "before" | "after" | "without";

/** One program with all trials in it, each in a block of its own. */
export function programOf(trials: ReadonlyMap<string, Trial>, version: Version): string {
  const blocks = [...trials].map(([name, trial]) => `{ ${(trial[version] ?? trial.after)(name)} }`);
  return [prelude, ...blocks].join("\n");
}
