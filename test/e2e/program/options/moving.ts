import { accompanied, database, importOf, type Trial } from "./trial";

const inGroup = (groupOptions: string, options: string) => (name: string) =>
  `const group = new Group("${name}-group", { ${groupOptions} });\n` + importOf(name, database, options);

const triggered = [`${database}, triggers: 1`, `${database}, triggers: 2`] as const;

const unknownSource = 'connectionString: other.status.apply(() => live("orders"))';
const unknownTriggers = `${database}, triggers: other.uid`;

/** Options that say where a resource belongs, what it depends on and whose it is. */
export const movingTrials: readonly Trial[] = [
  {
    option: "aliases",
    example: 'aliases: [{ name: "former" }]',
    change: "another resource name",
    before: (name) => importOf(`${name}-former`, database),
    after: (name) => importOf(name, database, `aliases: [{ name: "${name}-former" }]`),
    without: (name) => importOf(name, database),
    does: ["nothing"],
    otherwise: ["imports"],
  },
  {
    option: "parent",
    example: "parent: group, aliases: [{ parent: pulumi.rootStackResource }]",
    change: "moved into a component",
    before: (name) => importOf(name, database),
    after: inGroup("", "parent: group, aliases: [{ parent: pulumi.rootStackResource }]"),
    does: ["nothing"],
  },
  {
    option: "dependsOn",
    ...accompanied("dependsOn: [other]", triggered),
    change: "`other` is replaced",
    does: ["nothing"],
    note: "only the order changes: it is imported after `other` and deleted before it",
  },
  {
    option: "dependsOn",
    ...accompanied("dependsOn: [other]", triggered, [unknownSource, unknownSource]),
    change: "a source that the preview cannot know, and that turns out the same",
    previews: ["replaces", "sourceFingerprint"],
    does: ["nothing"],
  },
  {
    option: "dependsOn",
    ...accompanied("dependsOn: [other]", triggered, [unknownTriggers, unknownTriggers]),
    change: "`triggers` that the preview cannot know",
    does: ["replaces", "triggers"],
  },
  {
    option: "provider",
    example: "provider: account",
    change: "an explicit `Provider` of the same account",
    before: (name) => importOf(name, database),
    after: (name) => importOf(name, database, "provider: account"),
    does: ["nothing"],
    note: "another account changes nothing either: import there under another resource name",
  },
  {
    option: "parent",
    example: "parent: group",
    change: "the `providers` of the component name an explicit `Provider`",
    before: inGroup("", "parent: group"),
    after: inGroup('providers: { "pulumi-nodejs": account }', "parent: group"),
    does: ["nothing"],
  },
];
