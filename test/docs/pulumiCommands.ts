/** What the pages use of Pulumi's CLI, with the options. A name that begins like another one stands before it. */
export const pulumiCommands: Readonly<Record<string, readonly string[]>> = {
  cancel: ["--yes"],
  "config set": ["--secret"],
  "env init": ["--file"],
  "env run": [],
  import: [],
  "package add": [],
  "plugin install": ["--file", "--server"],
  preview: ["--diff", "--policy-pack"],
  refresh: ["--clear-pending-creates"],
  "state delete": [],
  "stack export": [],
  "stack init": [],
  "stack output": [],
  "stack select": [],
  stack: ["--show-name", "--show-urns"],
  up: ["--yes", "--stack"],
};
