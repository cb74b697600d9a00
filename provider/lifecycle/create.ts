import { ProviderError } from "../errors";
import type { CheckedInputs } from "../inputs/checkedInputs";
import { calledVariable, type GivenSource } from "../inputs/givenSource";
import { outcomeOf, missingStatus } from "../northflank/backupWords";
import type { KnownBackup } from "../import/identity";
import { findLostImport, takeOver } from "../import/lostImport";
import type { ImportRegistry } from "../import/registry";
import { removeOrWarn } from "../import/removeBackup";
import type { ImportOrder, Session } from "../import/session";
import { startImport, type StartedImport } from "../import/start";
import { switchToLateImport, removeDuplicateImport } from "./afterImport";
import { inputsKey } from "./contextMemory";
import { endOf } from "./wait";

/** Imports exactly once: resumes an earlier run's lost import or starts a new one, then waits until it ends. */
export async function runImport(
  session: Session,
  inputs: CheckedInputs,
  source: GivenSource | undefined,
  registry: ImportRegistry,
): Promise<KnownBackup> {
  const order = orderOf(inputs, source);
  const key = inputsKey(inputs);
  const started =
    (await beginOrResume(session, registry, key)) ??
    (await registry
      .sending(session.addon, order.name, () => start(session, order, registry))
      .catch((thrown: unknown) => {
        registry.uncount(key);
        throw thrown;
      }));
  registry.expected.noLongerExpected(session.addon, session.context?.resourceUrn ?? "");
  if (order.nameOrigin === "automatic") await removeDuplicateImport(session, started, registry);
  if (inputs.waitForCompletion === false && outcomeOf(started.backup.status) !== "failed")
    return started.backup;
  const own = await endOf(session, inputs, started);
  // Again, because the list may have lagged.
  await removeDuplicateImport(session, started, registry);
  // An earlier run's lost import wins even if it is listed late; ours is then deleted.
  const { ended, failure } = (await switchToLateImport(session, started, own, registry)) ?? own;
  if (failure === undefined) return ended;
  registry.keepForRetry(key, { ...started, backup: ended });
  // A backup that is gone leaves no id to save; without one, the next `up` simply imports again.
  throw ended.status === missingStatus ? new ProviderError(failure.message) : failure;
}

/** The same create, called again after it failed: resumes what still runs and deletes what failed. */
async function beginOrResume(
  session: Session,
  registry: ImportRegistry,
  key: string,
): Promise<StartedImport | undefined> {
  const left = registry.beginOrResume(key, session.resourcesWithSameInputs);
  if (left === undefined || outcomeOf(left.backup.status) !== "failed") return left;
  if (left.backup.status !== missingStatus) await removeOrWarn(session, left.backup);
  return undefined;
}

function orderOf(inputs: CheckedInputs, source: GivenSource | undefined): ImportOrder {
  const { name, nameOrigin } = inputs;
  if (source?.value === undefined) {
    throw new ProviderError(
      source?.variable === undefined
        ? "the source is not known yet, so nothing was imported"
        : `${calledVariable(source)}, which holds the source, is not set where Pulumi runs, so nothing ` +
            "was imported; set it and run `pulumi up` again",
    );
  }
  if (name === undefined) throw new ProviderError("the import has no name, so nothing was imported");
  return {
    inputs,
    source: { ...source, value: source.value },
    name,
    nameOrigin: nameOrigin === "automatic" ? "automatic" : "given",
  };
}

async function start(session: Session, order: ImportOrder, registry: ImportRegistry): Promise<StartedImport> {
  const { addon } = session;
  const before = await session.api.recentList(addon, session.deadline);
  if (order.nameOrigin === "automatic") {
    const lost = await findLostImport(session, order, before, registry);
    if (lost !== undefined) return takeOver(session, lost, registry);
  }
  const started = await startImport(session, order, before, registry);
  registry.claim(addon, started.backup);
  return started;
}
