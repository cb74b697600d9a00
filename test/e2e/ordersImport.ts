import assert from "node:assert/strict";
import type { EngineKind, ExportedResource } from "@test/engine";
import { ordersDb } from "@test/simulator";
import type { Recording, Stage, StageSettings } from "../stage/stage";

const password = "Orders-Pw-91c4";

/** A program around one import; `given` are its inputs, `options` its resource options. */
export const ordersProgram = (given: string, options = "{}", before = ""): string => `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");
const connectionString = new pulumi.Config().requireSecret("source");
const target = { projectId: "shop", addonId: "orders-db" };
${before}
const orders = new AddonBackupImport("orders", { ...target, ${given} }, ${options});
exports.backupId = orders.backupId;
`;

export const ordersSettings = (engine: EngineKind, source: string): StageSettings => ({
  engine,
  program: { source },
  config: {
    source: { value: `postgresql://reader:${password}@legacy.example.com/orders`, secret: true },
  },
  simulator: { scheduledSeconds: 0, importSeconds: 0.3 },
  secrets: [password],
});

export const opsOf = ({ result }: Recording): string[] => result.steps.map(({ op }) => op);

export const importsIn = ({ state }: Recording): ExportedResource[] =>
  (state.deployment.resources ?? []).filter(({ type }) => type.endsWith(":AddonBackupImport"));

export function importIn(recording: Recording): ExportedResource {
  const [found, ...others] = importsIn(recording);
  assert.ok(found, `no import is in the state: ${recording.result.output}`);
  assert.deepEqual(others, []);
  return found;
}

export const warningsOf = ({ result }: Recording): string[] =>
  result.diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

export function assertOk({ result }: Recording): void {
  assert.equal(result.ok, true, result.output);
}

/** It succeeded, with these steps. */
export function assertDid(recording: Recording, ...ops: string[]): void {
  assertOk(recording);
  assert.deepEqual(opsOf(recording), ops, recording.result.output);
}

/** Ends the scenario as the invariants expect it, once it is seen that destroy has left the backups there. */
export async function assertSurvives(stage: Stage, ...ids: string[]): Promise<void> {
  const destroy = await stage.run("destroy");
  assert.equal(destroy.result.ok, true, destroy.result.output);
  for (const id of ids) {
    assert.ok(
      stage.simulator.world.backups(ordersDb).some((backup) => backup.id === id),
      `${id} survives`,
    );
    stage.simulator.world.removeBackup(ordersDb, id);
  }
  await stage.run("destroy");
}
