import type { Configuration } from "../configKeys";
import { asError, ProviderError } from "../errors";
import { addonOf, resourceId } from "../import/identity";
import { originOf } from "../import/ownership";
import { ImportRegistry } from "../import/registry";
import { RowProgress } from "../import/rowProgress";
import type { Session } from "../import/session";
import { readInputs, type ResourceContext } from "../inputs/checkedInputs";
import { givenSource, type GivenSource } from "../inputs/givenSource";
import { withoutAbsent, type Values } from "../inputs/values";
import type { Api } from "../northflank/api";
import type { Addon } from "../northflank/endpoints";
import { settingsProblem, teamFrom, tokensIn } from "../northflank/settings";
import { unlessCancelled } from "../process/cancellation";
import { deadlineIn, type Ports } from "../process/ports";
import { Redactor } from "../redaction/redactor";
import { checkInputs } from "./check";
import { diff, type Diff } from "./diff";
import type * as lateStepsModule from "./lateSteps";
import { learnIds, learnSecrets, learnSource } from "./learnSecrets";
import { Messages } from "./messages";
import { isResumed, mayBlockName, reasonsFor, type Compared } from "./reasons";
import {
  assertReadable,
  backupIn,
  inputsIn,
  isAwaited,
  locationOf,
  readState,
  recorded,
  stateOf,
  type SavedState,
} from "./state";
import { unrepeated, type CheckAnswer, type Declared, type Own, type Resource } from "./told";

const lateSteps = (): typeof lateStepsModule => require("./lateSteps") as typeof lateStepsModule;

const defaultSeconds = { create: 3600, delete: 600, read: 120 } as const;

/**
 * An addon backup import's lifecycle, in the order in which the engine calls it. It knows no protocol: whatever a face
 * is told of a resource besides inputs and state is an argument.
 */
export class ImportLifecycle {
  private config: Configuration = { get: () => undefined };
  private connected: Api | undefined;
  private readonly redactor = new Redactor();
  private readonly registry = new ImportRegistry();
  private readonly messages: Messages;

  constructor(readonly ports: Ports) {
    this.messages = new Messages(ports.engine);
  }

  /** Only stores it: a configuration that is no use is an error of the first step that needs it. */
  configure(config: Configuration): void {
    this.config = config;
  }

  check(olds: Values, news: Values, context?: ResourceContext): Promise<CheckAnswer> {
    return this.guarded(() => {
      for (const token of tokensIn(this.config, this.ports.env)) this.redactor.learnKey(token);
      learnSecrets(this.redactor, olds, news);
      const surroundings = { env: this.ports.env, teamId: teamFrom(this.config) };
      const { inputs, problems, warnings, changes } = checkInputs(olds, news, surroundings, context);
      if (problems.length > 0) return { inputs, failures: problems, changes };
      learnIds(this.redactor, inputs);
      const isFresh = Object.keys(olds).length === 0;
      if (isFresh && context !== undefined && inputs.adoptBackupId === undefined)
        this.registry.expected.expect(addonOf(inputs), context.resourceUrn);
      const old = readInputs(olds);
      if (old.name !== undefined) this.registry.ownership.noteNameInState(addonOf(old), old.name);
      for (const warning of warnings) this.messages.warn(context?.resourceUrn, warning);
      if (isFresh) this.warnOfSettings(context?.resourceUrn);
      return { inputs, failures: [], changes };
    });
  }

  diff(id: string, olds: Values, news: Values, declared: Declared): Promise<Diff> {
    return this.guarded(() => {
      assertReadable(id, olds);
      const { ownership } = this.registry;
      const [state, inputs] = [readState(olds), readInputs(news)];
      ownership.markOwned(id);
      if (state.name !== undefined) ownership.forgetName(addonOf(state), state.name);
      const { isChecked, context, changes } = declared;
      if (isChecked) ownership.track(id, originOf(state));
      const found = diff(state, inputs, changes.watched);
      if (isChecked && context !== undefined) this.afterDiff(found, { id, state, inputs, context, changes });
      return found;
    });
  }

  create(news: Values, own: Own): Promise<Resource> {
    return this.guarded(async () => {
      const inputs = readInputs(news);
      const given = this.learn(inputs);
      const { create = defaultSeconds.create } = own.context?.timeouts ?? inputs.timeouts ?? {};
      const session = this.session(addonOf(inputs), create, own);
      const { runImport, adoptBackup, shownBackup } = lateSteps();
      const importing =
        inputs.adoptBackupId === undefined
          ? runImport(session, inputs, given, this.registry)
          : unlessCancelled(this.ports, adoptBackup(session, inputs, this.registry));
      const backup = await importing.finally(() => {
        this.registry.expected.noLongerExpected(session.addon, session.context?.resourceUrn ?? "");
        session.progress.end("");
      });
      return {
        id: resourceId(session.addon, backup.id),
        outs: stateOf(inputs, shownBackup(session, backup)),
      };
    });
  }

  /** The backup as it is; undefined if it is gone. A state without a backup is that of a resource's `get`. */
  read(id: string, props: Values, context?: ResourceContext): Promise<Resource | undefined> {
    return this.guarded(async () => {
      assertReadable(id, props);
      const { ownership } = this.registry;
      const state = readState(props);
      ownership.markOwned(id);
      const isGet = state.backupId === undefined;
      if (isGet) ownership.track(id, "read");
      this.learn(state);
      const { addon, backupId } = locationOf(id, state);
      const session = this.session(this.withTeam(addon, state), defaultSeconds.read, unrepeated(context));
      const { findAmongMany, findBackup, mergeSeen, shownBackup } = lateSteps();
      const known = backupIn(state);
      const found = await unlessCancelled(
        this.ports,
        isGet ? findBackup(session, backupId) : findAmongMany(session, backupId, known),
      );
      if (found.kind === "here") {
        const backup = isGet ? found.backup : mergeSeen({ ...known, id: backupId }, found.backup);
        return { id, outs: stateOf({ ...inputsIn(state), ...session.addon }, shownBackup(session, backup)) };
      }
      if (!isGet) return undefined;
      throw new ProviderError(
        `there is no backup "${backupId}" on addon "${addon.addonId}"; check the id "${id}"`,
      );
    });
  }

  /** An existing backup as a resource that adopts it: what an import into the state means here. */
  adopt(id: string, context?: ResourceContext): Promise<Resource & { readonly inputs: Values }> {
    return this.guarded(async () => {
      const { addon, backupId } = locationOf(id, {});
      const session = this.session(this.withTeam(addon, {}), defaultSeconds.read, unrepeated(context));
      const inputs = { ...withoutAbsent({ ...session.addon }), adoptBackupId: backupId };
      const { adoptBackup, shownBackup } = lateSteps();
      const order = { ...inputs, waitForCompletion: false };
      const backup = await unlessCancelled(
        this.ports,
        adoptBackup(session, order, this.registry, "the given id"),
      );
      return { id, inputs, outs: stateOf(inputs, shownBackup(session, backup)) };
    });
  }

  update(id: string, olds: Values, news: Values, context?: ResourceContext): Promise<Values> {
    return this.guarded(async () => {
      assertReadable(id, olds);
      this.registry.ownership.markOwned(id);
      const [state, inputs] = [readState(olds), readInputs(news)];
      if (!isAwaited(state, inputs)) return recorded(state, inputs);
      this.learn(inputs);
      const { create = defaultSeconds.create, update = create } = context?.timeouts ?? inputs.timeouts ?? {};
      const session = this.session(addonOf(inputs), update, unrepeated(context));
      const { backupId } = locationOf(id, state);
      return lateSteps().resumeWait(session, { id: backupId, ...backupIn(state) }, state, inputs);
    });
  }

  delete(id: string, props: Values, context?: ResourceContext): Promise<void> {
    return this.guarded(async () => {
      assertReadable(id, props);
      const state = readState(props);
      const origin = originOf(state);
      if (origin === "adopted") return;
      this.learn(state);
      const { addon, backupId } = locationOf(id, state);
      if (this.registry.ownership.isTrackedElsewhere(id, origin)) {
        this.ports.engine.warn(context?.resourceUrn, stillTracked(addon, backupId));
        return;
      }
      const seconds = (context?.timeouts ?? state.timeouts)?.delete ?? defaultSeconds.delete;
      const session = this.session({ ...addon, teamId: state.teamId }, seconds, unrepeated(context));
      await lateSteps().removeBackup(session, { id: backupId, ...backupIn(state) });
    });
  }

  /** What a step throws is safe to show, and all that it said has arrived before it ends. */
  private async guarded<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      throw asError(thrown);
    } finally {
      await this.ports.engine.flush();
    }
  }

  private session(addon: Addon, seconds: number, own: Own): Session {
    return {
      ports: this.ports,
      api: (this.connected ??= lateSteps().connectApi(this.ports, this.config, this.redactor, () =>
        this.registry.expected.requests(),
      )),
      addon,
      deadline: deadlineIn(this.ports.clock, seconds),
      progress: new RowProgress(this.ports.engine, this.ports.clock, own.context?.resourceUrn),
      ...own,
    };
  }

  private withTeam(addon: Addon, { teamId }: SavedState): Addon {
    return { ...addon, teamId: teamId ?? teamFrom(this.config) };
  }

  /** Tells the redactor what to hide and what it may show. Returns the source, as far as it is known. */
  private learn(known: SavedState): GivenSource | undefined {
    learnIds(this.redactor, known);
    const given = givenSource(known, this.ports.env);
    learnSource(this.redactor, given);
    return given;
  }

  private afterDiff(found: Diff, compared: Compared): void {
    const { id, state, context } = compared;
    for (const reason of reasonsFor(found, compared)) this.messages.inform(context.resourceUrn, reason);
    if (isResumed(found)) this.warnOfSettings(context.resourceUrn);
    if (found.replaces.length === 0 || !mayBlockName(compared)) return;
    this.registry.replace(context.resourceUrn, { id: locationOf(id, state).backupId, ...backupIn(state) });
  }

  /** Only a step that will send requests needs settings; anything else goes without them. */
  private warnOfSettings(urn: string | undefined): void {
    const problem = settingsProblem(this.config, this.ports.env);
    if (problem !== undefined)
      this.messages.warnOnceForAll(urn, `${problem}. Until then \`pulumi up\` fails`);
  }
}

const stillTracked = ({ addonId }: Addon, backupId: string): string =>
  `the backup "${backupId}" of addon "${addonId}" is tracked by another resource in this program (its replacement, one ` +
  "that adopts it, or AddonBackupImport.get), so it is left alone";
