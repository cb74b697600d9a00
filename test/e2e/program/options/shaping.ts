import { changing, database, importOf, type Trial } from "./trial";

/** The option is given to a resource that was declared without it. */
const given = (example: string) => ({
  example,
  change: "the option is given",
  before: (name: string) => importOf(name, database),
  after: (name: string) => importOf(name, database, example),
});

/** Options that shape the resource or what is shown of it. */
export const shapingTrials: readonly Trial[] = [
  { option: "customTimeouts", ...given('customTimeouts: { create: "2h", update: "2h" }'), does: ["nothing"] },
  {
    option: "customTimeouts",
    ...given('customTimeouts: { delete: "20m" }'),
    does: ["records"],
    note: "destroy runs no program, so the state must hold this timeout",
  },
  {
    option: "additionalSecretOutputs",
    ...given('additionalSecretOutputs: ["backupName"]'),
    does: ["nothing"],
    note: "encrypts the output from then on; the resource's id stays readable",
  },
  {
    option: "hideDiffs",
    ...changing(
      'hideDiffs: ["triggers"]',
      `${database}, triggers: "hidden-1"`,
      `${database}, triggers: "hidden-2"`,
    ),
    change: "other `triggers`",
    does: ["replaces", "triggers"],
    otherwise: ["replaces", "triggers"],
    note: "but the preview does not show their values",
  },
  {
    option: "version",
    ...given('version: "0.1.0"'),
    does: ["nothing"],
    note: "the installed package runs in any case",
  },
  {
    option: "pluginDownloadURL",
    ...given('pluginDownloadURL: "https://example.com/plugins"'),
    does: ["nothing"],
    note: "nothing is downloaded",
  },
  {
    option: "hooks",
    example: "hooks: { afterCreate: [hook] }",
    before: (name) => importOf(name, database),
    after: (name) =>
      `const hook = new pulumi.ResourceHook("${name}-hook", () => {});\n` +
      importOf(name, database, "hooks: { afterCreate: [hook] }"),
    change: "the option is given",
    does: ["nothing"],
    note: "hooks receive the inputs, including the source",
    onlyOn: "cli",
  },
  ...(["transformations", "transforms"] as const).map((option): Trial => ({
    option,
    example: `${option}: [zstd]`,
    before: (name) => importOf(name, database),
    after: (name) =>
      `const zstd = ({ props, opts }) => ({ props: { ...props, compressionType: "zstd" }, opts });\n` +
      importOf(name, database, `${option}: [zstd]`),
    without: (name) => importOf(name, database),
    change: 'a function that adds `compressionType: "zstd"`',
    does: ["replaces", "compressionType"],
    otherwise: ["nothing"],
    ...(option === "transforms" ? { onlyOn: "cli" } : {}),
  })),
];
