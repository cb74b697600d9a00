import { digest } from "../canonical";
import { ProviderError, type PartialFailure } from "../errors";
import { givenSource } from "../givenSource";
import { judge, missingStatus } from "../importOutcome";
import { resourceId } from "../importRequest";
import type { KnownBackup } from "../northflank/identity";
import { takenOver } from "./ownership";
import type { Backup } from "../northflank/schema";
import { endedBadly, stillRunning } from "./failedImport";
import { findOrphan } from "./orphan";
import type { ImportRegistry } from "./registry";
import { removeOrWarn, removeSecondImport } from "./secondImport";
import { warn, type ImportOrder, type Session } from "./session";
import { startImport, type StartedImport } from "./start";
import { isStillThere } from "./stillThere";
import { waitForEnd } from "./wait";

type Values = Record<string, unknown>;

/** Imports exactly once: goes on with what an earlier run lost, or starts an import; then waits for its end. */
export async function runImport(
  session: Session,
  inputs: Values,
  registry: ImportRegistry,
): Promise<KnownBackup> {
  const order = orderOf(session, inputs);
  const intent = digest([session.context?.resourceUrn, { ...inputs, __provider: undefined }]);
  const started =
    (await resumed(session, registry, intent)) ??
    (await registry.sending(session.addon, order.name, () => start(session, order, registry)));
  if (order.nameOrigin === "automatic") await removeSecondImport(session, started, registry);
  if (inputs["waitForCompletion"] === false && judge(started.backup.status) !== "failed")
    return started.backup;
  const { ended, failure } = await wait(session, inputs, started);
  await removeSecondImport(session, started, registry);
  if (failure === undefined) return ended;
  registry.leave(intent, { ...started, backup: ended });
  // A backup that is gone leaves no id to keep; without one the next `up` simply imports again.
  throw ended.status === missingStatus ? new ProviderError(failure.message) : failure;
}

/** The same create, called again after it failed: it goes on with what still runs, and clears away what failed. */
async function resumed(
  session: Session,
  registry: ImportRegistry,
  intent: string,
): Promise<StartedImport | undefined> {
  const left = registry.takeLeft(intent);
  if (left === undefined || judge(left.backup.status) !== "failed") return left;
  if (left.backup.status !== missingStatus) await removeOrWarn(session, left.backup);
  return undefined;
}

interface Ended {
  readonly ended: KnownBackup;
  readonly failure?: PartialFailure;
}

async function wait(session: Session, inputs: Values, { backup, since }: StartedImport): Promise<Ended> {
  let seen = backup;
  try {
    const ended = await waitForEnd(session, backup, since, (sighted) => (seen = sighted));
    if (judge(ended.status) !== "failed") return { ended };
    return { ended, failure: await endedBadly(session, inputs, ended) };
  } catch (thrown) {
    return { ended: seen, failure: stillRunning(session, inputs, seen, thrown) };
  }
}

function orderOf({ ports }: Session, inputs: Values): ImportOrder {
  const source = givenSource(inputs, ports.env);
  const { name, nameOrigin } = inputs;
  if (source?.value === undefined) {
    throw new ProviderError(
      source?.variable === undefined
        ? "the source is not known yet, so nothing was imported"
        : `the environment variable ${source.variable}, which holds the source, is not set where Pulumi runs, so nothing ` +
            "was imported; set it and run `pulumi up` again",
    );
  }
  if (typeof name !== "string") throw new ProviderError("the import has no name, so nothing was imported");
  return {
    inputs,
    source: { ...source, value: source.value },
    name,
    nameOrigin: nameOrigin === "automatic" ? "automatic" : "given",
  };
}

async function start(session: Session, order: ImportOrder, registry: ImportRegistry): Promise<StartedImport> {
  const { addon, ports } = session;
  const before = await session.api.recentList(addon, session.deadline);
  const orphan =
    order.nameOrigin === "automatic" ? await adoptable(session, order, before, registry) : undefined;
  if (orphan !== undefined) {
    const takeOver = ports.uuid();
    registry.ownership.keep(resourceId(addon, orphan.id), takenOver(takeOver));
    registry.claim(addon, orphan);
    return { backup: { ...orphan, takeOver }, since: ports.clock.now() };
  }
  const isClaimed = (backup: Backup): boolean => registry.isClaimed(addon, backup, order.name);
  const started = await startImport(session, order, { before, isClaimed, busyPace: registry.busyPace });
  registry.claim(addon, started.backup);
  return started;
}

const otherwise =
  "If it is the one that --target-replace or a taint was to replace, or to import again in any case, change triggers. If " +
  "it is that of another stack with the same project and stack names in another state backend, rename one of the two: " +
  "both track it now, and destroying one of them deletes it";

async function adoptable(
  session: Session,
  order: ImportOrder,
  list: Parameters<typeof findOrphan>[0],
  registry: ImportRegistry,
): Promise<Backup | undefined> {
  const { retainOnDelete, replacementTrigger } = session.context ?? {};
  const { adopt, tooOld } = findOrphan(list, {
    name: order.name,
    kind: order.source.kind,
    isOwned: (backup) =>
      registry.ownership.isStated(session.addon, order.name) ||
      registry.ownership.isOwned(resourceId(session.addon, backup.id)) ||
      registry.isClaimed(session.addon, backup, order.name),
    onlyRunning: retainOnDelete === true || replacementTrigger !== undefined,
  });
  const isAdopted = adopt !== undefined && (await isStillThere(session, adopt));
  if (isAdopted) {
    warn(
      session,
      `went on with the backup "${adopt.id}" (created ${adopt.createdAt ?? "at an unknown time"}) instead of importing again: ` +
        `it has this resource's automatic name, and an earlier run seems to have ended before it could save it. ${otherwise}`,
    );
  }
  for (const { id, completedAt } of tooOld) {
    warn(
      session,
      `the backup "${id}" (completed ${completedAt ?? "at an unknown time"}) has this resource's automatic name, but is too ` +
        "old to be taken for a lost import of it; it is left alone, and another import is started",
    );
  }
  return isAdopted ? adopt : undefined;
}
