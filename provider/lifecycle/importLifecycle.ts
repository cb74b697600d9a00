import type { dynamic } from "@pulumi/pulumi";
import { connectApi, type Api } from "../northflank/api";
import { checkInputs } from "./check";
import { diff, isFailedImport, type Diff } from "./diff";
import { asError, ProviderError } from "../errors";
import { givenSource } from "../inputs/givenSource";
import { outcomeOf } from "../northflank/statusWords";
import type { Addon } from "../northflank/endpoints";
import { addonOf, parseResourceId, resourceId } from "../import/resourceId";
import { originOf, type Ownership } from "../import/ownership";
import { ImportRegistry } from "../import/registry";
import { adoptBackup } from "./adopt";
import { runImport } from "./create";
import { endedBadly, stillRunning } from "./partialFailures";
import { isInTheWay } from "../import/conflict";
import { removeBackup } from "../import/removeBackup";
import { shownBackup, type Session } from "../import/session";
import { waitForEnd } from "./wait";
import { findBackup } from "../import/findBackup";
import { mergeSeen, type KnownBackup } from "../import/identity";
import { deadlineIn, type Ports } from "../process/ports";
import type { ResourceContext, Timeouts } from "../inputs/resourceContext";
import { ContextMemory } from "./contextMemory";
import { SecretRegistry } from "../redaction/secretRegistry";
import { learnIds, learnSecrets } from "./learnSecrets";
import type { Configuration } from "../configKeys";
import { teamFrom, tokensIn } from "../northflank/settings";
import { assertReadable, backupIn, inputsIn, recorded, stateOf, stillAdopted, storable } from "./state";

type Values = Record<string, unknown>;

const defaultSeconds = { create: 3600, delete: 600, read: 120 } as const;

/** The lifecycle of an addon backup import, in the order in which the engine calls it. */
export class ImportLifecycle implements dynamic.ResourceProvider {
  private config: Configuration = { get: () => undefined };
  private connected: Api | undefined;
  private readonly contexts = new ContextMemory();
  private readonly secrets = new SecretRegistry();
  private readonly registry = new ImportRegistry();
  private readonly warned = new Set<string>();

  constructor(private readonly ports: Ports) {}

  /** Only stores: the host lets parallel calls in before an asynchronous or failing configure would end. */
  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.config = config;
    return Promise.resolve();
  }

  check(olds: Values, news: Values): Promise<dynamic.CheckResult> {
    return guarded(() => {
      for (const token of tokensIn(this.config, this.ports.env)) this.secrets.learnKey(token);
      for (const values of [olds, news]) learnSecrets(this.secrets, values);
      const surroundings = { env: this.ports.env, teamId: teamFrom(this.config) };
      const { inputs, problems, warnings, context } = checkInputs(olds, news, surroundings);
      // The engine prints the value of a property that a failure names, secrets included: so none is named.
      if (problems.length > 0)
        return {
          inputs,
          failures: problems.map((text) => ({ property: "", reason: text })),
        };
      learnIds(this.secrets, inputs);
      const isFresh = Object.keys(olds).length === 0;
      this.contexts.remember(inputs, context, isFresh);
      if (isFresh && context !== undefined && inputs["adoptBackupId"] === undefined)
        this.registry.expected.expect(addonOf(inputs), context.resourceUrn);
      if (typeof olds["name"] === "string") this.ownership.state(addonOf(olds), olds["name"]);
      for (const warning of warnings) this.warnOnce(context?.resourceUrn, warning);
      return { inputs };
    });
  }

  diff(id: string, olds: Values, news: Values): Promise<Diff> {
    return guarded(() => {
      assertReadable(id, olds);
      this.ownership.own(id);
      if (typeof olds["name"] === "string") this.ownership.compared(addonOf(olds), olds["name"]);
      if (this.contexts.isChecked(news)) this.ownership.keep(id, originOf(olds));
      const context = this.contexts.recall(news);
      const found = diff(olds, news, context?.replaceOnChanges);
      if (context !== undefined && found.replaces.length > 0 && isFailedImport(olds))
        this.replaceFailed({ id: located(id, olds).backupId, ...backupIn(olds) }, olds, news, context);
      return found;
    });
  }

  create(inputs: Values): Promise<dynamic.CreateResult> {
    return guarded(async () => {
      const seconds = timeoutsIn(inputs).create ?? defaultSeconds.create;
      const session = { ...this.session(inputs, seconds, inputs), ...this.contexts.forCreate(inputs) };
      const run = inputs["adoptBackupId"] === undefined ? runImport : adoptBackup;
      const backup = await run(session, inputs, this.registry).finally(() => {
        this.registry.expected.met(session.addon, session.context?.resourceUrn ?? "");
      });
      return {
        id: resourceId(session.addon, backup.id),
        outs: stateOf(inputs, shownBackup(session, backup)),
      };
    });
  }

  read(id: string, props: Values = {}): Promise<dynamic.ReadResult> {
    return guarded(async () => {
      assertReadable(id, props);
      this.ownership.own(id);
      const isGet = props["backupId"] === undefined;
      if (isGet) this.ownership.keep(id, "read");
      this.learnSource(props);
      const { addon, backupId } = located(id, props);
      const session = this.session(
        { ...addon, teamId: props["teamId"] ?? teamFrom(this.config) },
        defaultSeconds.read,
      );
      const known = backupIn(props);
      const found = await findBackup(session, backupId, isGet ? undefined : known);
      if (found.kind === "here") {
        const backup = isGet ? found.backup : mergeSeen({ ...known, id: backupId }, found.backup);
        return {
          id,
          props: stateOf(
            { ...inputsIn(props), ...storable({ ...session.addon }) },
            shownBackup(session, backup),
          ),
        };
      }
      if (isGet)
        throw new ProviderError(
          `there is no backup "${backupId}" on addon "${addon.addonId}"; check the id "${id}"`,
        );
      // An empty id tells the engine that the resource is gone.
      return { id: "", props };
    });
  }

  update(id: string, olds: Values, news: Values): Promise<dynamic.UpdateResult> {
    return guarded(async () => {
      assertReadable(id, olds);
      this.ownership.own(id);
      const isRunning = outcomeOf(olds["status"]) === "pending";
      if (!isRunning || news["waitForCompletion"] === false) return { outs: recorded(olds, news) };
      return { outs: await this.resume(id, olds, news) };
    });
  }

  delete(id: string, props: Values): Promise<void> {
    return guarded(async () => {
      assertReadable(id, props);
      const origin = originOf(props);
      if (origin === "adopted") return;
      this.learnSource(props);
      const { addon, backupId } = located(id, props);
      if (this.ownership.isKeptBesides(id, origin)) {
        this.ports.engine.warn(undefined, stillTracked(addon, backupId));
        return;
      }
      const session = this.session(
        { ...addon, teamId: props["teamId"] },
        timeoutsIn(props).delete ?? defaultSeconds.delete,
      );
      await removeBackup(session, { id: backupId, ...backupIn(props) });
    });
  }

  /** Goes on waiting for an import that an earlier run started. */
  private async resume(id: string, olds: Values, news: Values): Promise<Values> {
    const { create, update } = timeoutsIn(news);
    const session = this.session(news, update ?? create ?? defaultSeconds.create, news);
    const inputs = stillAdopted(olds, news);
    let seen: KnownBackup = { id: located(id, olds).backupId, ...backupIn(olds) };
    const ended = await waitForEnd(session, seen, this.ports.clock.now(), (backup) => (seen = backup)).catch(
      (thrown: unknown) => {
        throw stillRunning(session, inputs, seen, thrown);
      },
    );
    if (outcomeOf(ended.status) === "failed") throw await endedBadly(session, inputs, ended);
    return recorded(stateOf(inputsIn(olds), shownBackup(session, ended)), news);
  }

  /** Its name may be in the way of the import that replaces it. */
  private replaceFailed(failed: KnownBackup, olds: Values, news: Values, context: ResourceContext): void {
    const { retainOnDelete, resourceUrn } = context;
    if (retainOnDelete === true || news["nameOrigin"] !== "given") return;
    const name = String(news["name"]);
    this.registry.replace(resourceUrn, failed);
    if (isInTheWay(String(olds["name"]), name))
      this.ports.engine.info(resourceUrn, failedName(failed.id, addonOf(olds), name));
  }

  private get ownership(): Ownership {
    return this.registry.ownership;
  }

  private session(target: Values, seconds: number, inputs?: Values): Session {
    if (inputs !== undefined) this.learnSource(inputs);
    return {
      ports: this.ports,
      api: (this.connected ??= connectApi(this.ports, this.config, this.secrets, () =>
        this.registry.expected.requests(),
      )),
      addon: addonOf(target),
      deadline: deadlineIn(this.ports.clock, seconds),
      context: inputs === undefined ? undefined : this.contexts.recall(inputs),
      resources: 1,
    };
  }

  /** A replacement is checked twice. */
  private warnOnce(urn: string | undefined, warning: string): void {
    const key = JSON.stringify([urn, warning]);
    if (this.warned.has(key)) return;
    this.warned.add(key);
    this.ports.engine.warn(urn, warning);
  }

  /** Refresh and destroy are not told a source that stands in the program. */
  private learnSource(values: Values): void {
    learnIds(this.secrets, values);
    const source = givenSource(values, this.ports.env);
    if (source?.value === undefined) this.secrets.expectUnknown();
    else this.secrets.learnSource(source.kind, source.value);
  }
}

const stillTracked = ({ addonId }: Addon, backupId: string): string =>
  `the backup "${backupId}" of addon "${addonId}" is tracked by another resource of this program (its replacement, one ` +
  "that adopts it, or AddonBackupImport.get), so it is left alone";

const failedName = (backupId: string, { addonId }: Addon, name: string): string =>
  `the backup "${backupId}" of addon "${addonId}" has failed and is replaced; if Northflank refuses a second backup ` +
  `named "${name}", the failed one is deleted before the new import, and otherwise after it`;

const timeoutsIn = (values: Values): Timeouts => values["timeouts"] ?? {};

function located(
  id: string,
  props: Values,
): { addon: { projectId: string; addonId: string }; backupId: string } {
  const parsed = parseResourceId(id);
  if (parsed !== undefined) return parsed;
  if (typeof props["backupId"] === "string") return { addon: addonOf(props), backupId: props["backupId"] };
  throw new ProviderError(
    'the id that was given is not of the form "projectId/addonId/backupId", as that of an import is',
  );
}

/** The host never answers the engine when anything but an Error is thrown. */
async function guarded<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw asError(thrown);
  }
}
