import assert from "node:assert/strict";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { type Example, folderOf } from "../example";
import { addon, asksNothing, database, exportsTheBackup, password } from "../sources";

/** Sources that stand elsewhere: in a variable of the environment, in a file that others read, too. */

export const fromEnvironment: Example = {
  folder: "from-environment",
  config: addon,
  env: { LEGACY_DATABASE_URL: database("legacy").value },
  secrets: [password],
  imports: 1,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create legacy-orders"] },
    {
      part: "up",
      verb: "up",
      steps: ["create legacy-orders"],
      proves: async (recording, stage) => {
        exportsTheBackup(recording);
        assert.ok(!JSON.stringify(await stage.plainState()).includes(password), "not even encrypted");
      },
    },
    { part: "again", verb: "preview", steps: ["same legacy-orders"], proves: asksNothing },
  ],
};

export const sharedDefinition: Example = {
  folder: "shared-definition",
  hasFiles: true,
  config: addon,
  secrets: [],
  imports: 1,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create sample-orders"] },
    { part: "up", verb: "up", steps: ["create sample-orders"], proves: exportsTheBackup },
  ],
};

export const definitionText = (): string =>
  readFileSync(join(folderOf(sharedDefinition.folder), "import.yaml"), "utf8");
