import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { CoreEvent } from "./core/run/events";
import { operationOptions, type OperationOptions } from "./core/run/options";
import { passphraseCrypter } from "./core/state/crypter";
import { type Deployment, exportDeployment, importDeployment } from "./core/state/deploymentFormat";
import { emptySnapshot, type Snapshot } from "./core/state/snapshot";
import { renderOperation } from "./display/render";
import type { ExportOptions, OperationResult, RunOptions, Verb } from "./engine";
import { preludeEvent, summaryEvent, toEngineEvent } from "./engineEvents";
import { operationResult } from "./result";

const DEFAULT_PARALLEL = 8;

export function optionsFor(verb: Verb, run: RunOptions): OperationOptions {
  const mode = verb === "refresh" || verb === "destroy" ? verb : "update";
  const refreshes = run.refresh === true || verb === "refresh";
  return operationOptions({
    dryRun: verb === "preview" || run.previewOnly === true,
    mode,
    refresh: refreshes ? (run.runProgram === true ? "with-program" : "before") : "no",
    parallel: run.parallel ?? DEFAULT_PARALLEL,
    continueOnError: run.continueOnError ?? false,
    targets: run.targets ?? [],
    targetDependents: run.targetDependents ?? false,
    replace: run.targetReplace ?? [],
  });
}

/** Listens to one operation, and tells it afterwards. */
export class Recorder {
  readonly #events: EngineEvent[] = [preludeEvent()];

  constructor(
    private readonly verb: Verb,
    private readonly run: RunOptions,
    private readonly target: { project: string; stack: string },
  ) {}

  readonly emit = (event: CoreEvent): void => {
    const told = toEngineEvent(event, this.#events.length);
    if (told !== undefined) this.#events.push(told);
  };

  finish({ ok, changes }: { ok: boolean; changes: Record<string, number> }): OperationResult {
    const { verb, run } = this;
    this.#events.push(summaryEvent(this.#events, changes));
    const lines = renderOperation({ verb, ...this.target, events: this.#events, options: run });
    const shown = `${lines.join("\n")}\n`;
    const unexpected = run.expectNoChanges === true && Object.keys(changes).some((op) => op !== "same");
    const output = unexpected ? `${shown}error: no changes were expected but changes were proposed\n` : shown;
    const succeeded = ok && !unexpected;
    return operationResult({
      ok: succeeded,
      changes,
      events: this.#events,
      output,
      error: succeeded ? undefined : output,
    });
  }
}

const crypter = passphraseCrypter("a passphrase for tests");

/** The saved state of one stack; every export can be imported again, by any process. */
export class StateStore {
  #snapshot: Snapshot;

  constructor(
    initial: Deployment | undefined,
    private readonly saved?: (deployment: Deployment) => void,
  ) {
    this.#snapshot = initial === undefined ? emptySnapshot() : importDeployment(initial, crypter);
  }

  readonly save = (snapshot: Snapshot): void => {
    this.#snapshot = snapshot;
    this.saved?.(this.export());
  };

  export({ showSecrets = false }: ExportOptions = {}): Deployment {
    return exportDeployment(this.#snapshot, showSecrets ? undefined : crypter);
  }

  import(deployment: Deployment): void {
    this.#snapshot = importDeployment(deployment, crypter);
  }

  /** A copy to work from: an operation marks old resources as it goes, and a preview must leave no trace. */
  base(): Snapshot {
    return importDeployment(this.export(), crypter);
  }
}
