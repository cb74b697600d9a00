import assert from "node:assert/strict";
import type { Example } from "../example";
import { addon, asksNothing, database, dump, exportsTheBackup, password } from "../sources";

/** Sources that the stack's configuration holds, encrypted. */

export const fromConnectionString: Example = {
  folder: "from-connection-string",
  config: { ...addon, connectionString: database("legacy") },
  secrets: [password, "rotated-horse"],
  imports: 2,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create legacy-orders"] },
    { part: "up", verb: "up", steps: ["create legacy-orders"], proves: exportsTheBackup },
    {
      part: "rotated",
      sets: { connectionString: database("legacy", "reader", "rotated-horse") },
      verb: "preview",
      steps: ["same legacy-orders"],
      proves: asksNothing,
    },
    {
      part: "moved",
      sets: { connectionString: database("db-2", "reader", "rotated-horse") },
      verb: "preview",
      steps: ["replace legacy-orders sourceFingerprint"],
    },
    {
      part: "moved",
      verb: "up",
      steps: ["replace legacy-orders sourceFingerprint"],
      proves: exportsTheBackup,
    },
  ],
};

const [monday, tuesday] = ["3f1d9c0b7a5e4d2c", "8b7a6c5d4e3f2a1b"];

export const fromSignedUrl: Example = {
  folder: "from-signed-url",
  config: { ...addon, importUrl: dump("orders", monday) },
  secrets: [monday, tuesday],
  imports: 2,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create nightly-dump"] },
    { part: "up", verb: "up", steps: ["create nightly-dump"], proves: exportsTheBackup },
    {
      part: "signed-anew",
      sets: { importUrl: dump("orders", tuesday) },
      verb: "up",
      steps: ["same nightly-dump"],
      proves: asksNothing,
    },
    {
      part: "released",
      sets: { release: "2026-02" },
      verb: "preview",
      steps: ["replace nightly-dump triggers"],
    },
    {
      part: "released",
      verb: "up",
      steps: ["replace nightly-dump triggers"],
      proves: (recording) => {
        exportsTheBackup(recording);
        assert.deepEqual(
          recording.backups.map(({ uid }) => uid),
          recording.imports.map(({ uid }) => uid),
        );
      },
    },
  ],
};
