import assert from "node:assert/strict";
import { allPermissions, defaultToken, ordersDb } from "@test/simulator";
import { type Example, outputsOf } from "../example";
import { asksNothing, dump, password, plainly } from "../sources";

/** More than one import in a program. */

const addonOf = (database: string): string => `${database}-db`;

/** The old server, and an addon for each of its databases. */
export function serverWith(databases: readonly string[]): Pick<Example, "config" | "simulator"> {
  const project = { id: "shop", addons: databases.map((database) => ({ id: addonOf(database) })) };
  const addons = Object.fromEntries(databases.map((database) => [database, addonOf(database)]));
  return {
    config: {
      projectId: project.id,
      server: plainly(`postgresql://reader:${password}@legacy.example.com:5432`),
      addons: JSON.stringify(addons),
    },
    simulator: { accounts: [{ id: "acme", teams: [{ id: "acme", projects: [project] }] }] },
  };
}

const databases = ["orders", "users", "invoices", "shipping"];

export const manyDatabases: Example = {
  folder: "many-databases",
  ...serverWith(databases),
  secrets: [password],
  imports: databases.length,
  scenes: [
    {
      part: "preview",
      verb: "preview",
      steps: ["create legacy", ...databases.map((name) => `create legacy-${name}`)],
    },
    {
      part: "up",
      verb: "up",
      steps: ["create legacy", ...databases.map((name) => `create legacy-${name}`)],
      proves: (recording, { simulator }) => {
        const backupIds = Object.fromEntries(
          databases.map((name) => {
            const [id] = simulator.world
              .backups({ projectId: "shop", addonId: addonOf(name) })
              .filter((backup) => backup.name.startsWith("legacy-"))
              .map((backup) => backup.id);
            return [name, id];
          }),
        );
        assert.deepEqual(outputsOf(recording)["backupIds"], backupIds);
      },
    },
    {
      part: "again",
      sets: { server: plainly(`postgresql://reader:rotated-horse@legacy.example.com:5432`) },
      verb: "preview",
      steps: ["same legacy", ...databases.map((name) => `same legacy-${name}`)],
      proves: asksNothing,
    },
  ],
};

const stagingToken = "nf-token-of-the-staging-account";
const signature = "3f1d9c0b7a5e4d2c";

const account = (id: string, projectId: string) => ({
  id,
  teams: [{ id, projects: [{ id: projectId, addons: [{ id: "orders-db" }] }] }],
});
const token = (id: string, secret: string) => ({
  secret,
  label: id,
  account: id,
  team: id,
  permissions: allPermissions,
});

export const twoAccounts: Example = {
  folder: "two-accounts",
  config: { importUrl: dump("orders", signature), stagingToken: plainly(stagingToken) },
  // The Provider of the second account does not read northflank:apiUrl.
  urlVariable: "NORTHFLANK_API_BASE_URL",
  simulator: {
    accounts: [account("production", "shop"), account("staging", "shop-staging")],
    tokens: [token("production", defaultToken), token("staging", stagingToken)],
  },
  secrets: [signature, stagingToken],
  imports: 2,
  scenes: [
    { part: "preview", verb: "preview", steps: ["create orders", "create orders-staging"] },
    {
      part: "up",
      verb: "up",
      steps: ["create orders", "create orders-staging"],
      proves: ({ imports }) => {
        assert.deepEqual(imports.map(({ tokenLabel, projectId }) => `${tokenLabel} ${projectId}`).sort(), [
          `production ${ordersDb.projectId}`,
          "staging shop-staging",
        ]);
      },
    },
  ],
};
