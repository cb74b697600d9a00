import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { judged, recordedPreview } from "../gate";
import { type Example, outputsOf } from "../example";
import { addon, asksNothing, database, dump, exportsTheBackup, password } from "../sources";

/** What is around an import: backups that exist already, an application, an environment, a review. */

const [adopted, nightly] = ["before-the-move", "nightly-2026-01-15"];

export const adoptAndGet: Example = {
  folder: "adopt-and-get",
  config: { ...addon, adoptBackupId: adopted, nightlyBackupId: nightly },
  secrets: [],
  imports: 0,
  scenes: [
    {
      part: "preview",
      before: ({ simulator: { world } }) => {
        for (const name of [adopted, nightly]) world.addBackup(ordersDb, { name });
      },
      verb: "preview",
      steps: [`create ${adopted}`, "read nightly"],
    },
    {
      part: "up",
      verb: "up",
      steps: [`create ${adopted}`, "read nightly"],
      proves: (recording) => {
        assert.deepEqual(outputsOf(recording), {
          adopted: { id: adopted, status: "completed" },
          read: { id: nightly, status: "completed", sizeBytes: 4096 },
        });
      },
    },
    {
      part: "destroy",
      verb: "destroy",
      steps: [`delete ${adopted}`, "discard nightly"],
      proves: ({ backups, requests }) => {
        assert.deepEqual(
          backups.map(({ id }) => id),
          [adopted, nightly],
        );
        assert.deepEqual(
          requests.filter(({ method }) => method !== "GET"),
          [],
        );
      },
    },
    {
      before: ({ simulator: { world } }) => {
        for (const id of [adopted, nightly]) world.removeBackup(ordersDb, id);
      },
      verb: "destroy",
      steps: [],
    },
  ],
};

export const withApplication: Example = {
  folder: "with-application",
  config: { projectId: ordersDb.projectId, connectionString: database("legacy") },
  secrets: [password],
  imports: 2,
  scenes: [
    {
      part: "preview",
      verb: "preview",
      steps: ["create legacy-orders", "create orders", "create orders-db"],
    },
    {
      part: "failed",
      before: ({ simulator: { world } }) => {
        world.setOutcome(({ name }) => name.startsWith("legacy-orders"), "failed");
      },
      verb: "up",
      fails: true,
      steps: ["create legacy-orders", "create orders-db"],
    },
    {
      part: "up",
      before: ({ simulator: { world } }) => {
        world.setOutcome(({ name }) => name.startsWith("legacy-orders"), "completed");
      },
      verb: "up",
      steps: ["create orders", "replace legacy-orders status", "same orders-db"],
      proves: exportsTheBackup,
    },
    {
      part: "destroy",
      verb: "destroy",
      steps: ["delete legacy-orders", "delete orders", "delete orders-db"],
      proves: asksNothing,
    },
    {
      before: ({ simulator: { world } }) => {
        for (const { id, sourceType } of world.backups(ordersDb))
          if (sourceType === "liveInstance") world.removeBackup(ordersDb, id);
      },
      verb: "destroy",
      steps: [],
    },
  ],
};

const [monday, tuesday] = ["3f1d9c0b7a5e4d2c", "8b7a6c5d4e3f2a1b"];

export const previewEnvironment: Example = {
  folder: "preview-environment",
  stack: "pr-123",
  config: { addonId: "orders-db", newestDump: dump("staging-2026-01-15", monday) },
  simulator: {
    accounts: [
      {
        id: "acme",
        teams: [
          {
            id: "acme",
            projects: ["shop", "preview-pr-123"].map((id) => ({ id, addons: [{ id: "orders-db" }] })),
          },
        ],
      },
    ],
  },
  secrets: [monday, tuesday],
  imports: 1,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create seed"] },
    {
      part: "up",
      verb: "up",
      steps: ["create seed"],
      proves: ({ imports }) => {
        assert.deepEqual(
          imports.map(({ projectId }) => projectId),
          ["preview-pr-123"],
        );
      },
    },
    {
      part: "next-push",
      sets: { newestDump: dump("staging-2026-01-16", tuesday) },
      verb: "up",
      steps: ["same seed"],
      proves: asksNothing,
    },
    {
      part: "destroy",
      verb: "destroy",
      steps: ["delete seed"],
      proves: (_recording, { simulator: { world } }) => {
        assert.deepEqual(world.backups({ projectId: "preview-pr-123", addonId: "orders-db" }), []);
      },
    },
  ],
};

export const githubActions: Example = {
  folder: "github-actions",
  stack: "production",
  config: { ...addon, connectionString: database("legacy") },
  secrets: [password],
  imports: 1,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create legacy-orders"] },
    { part: "up", verb: "up", steps: ["create legacy-orders"], proves: exportsTheBackup },
    {
      part: "moved",
      sets: { connectionString: database("db-2") },
      verb: "preview",
      steps: ["replace legacy-orders sourceFingerprint"],
    },
  ],
  alsoShows: async () => {
    const { output } = await judged(recordedPreview());
    return { gate: `$ pulumi preview --json | node gate.mjs\n${output.trim()}` };
  },
};
