import { ordersDb } from "@test/simulator";
import type { RunOptions, Verb } from "@test/engine";
import type { Stage, StageSettings } from "../stage/stage";
import { passwords, sourceVariables } from "./declaration";
import { ProgramState } from "./programState";
import { programText } from "./programText";
import { slots, type Change } from "./turns";

/** A stage for lives of whole programs: everything is over in no time, or when it is told to be. */
export const stagedSettings = {
  program: { source: programText([], false) },
  env: sourceVariables(),
  simulator: { scheduledSeconds: 0, importSeconds: 0.1, abortSeconds: 0.1 },
  secrets: [...passwords],
} satisfies Omit<StageSettings, "engine">;

/** What happens to a stack that runs whole programs. */
export class StagedLife {
  readonly program = new ProgramState();

  constructor(
    readonly stage: Stage,
    /** Whether the second import has an output of the first one as its trigger. */
    private readonly follows = false,
  ) {}

  change(changes: readonly Change[]): void {
    for (const change of changes) this.apply(change);
  }

  /** Runs the program as it is now. Imports that are not waited for go on until somebody waits. */
  async run(verb: Verb, options?: RunOptions): Promise<void> {
    const { simulator } = this.stage;
    const { declared, refuses } = this.program;
    await this.stage.write(programText([...declared.values()], this.follows));
    for (const [slot, { waitForCompletion }] of declared) {
      const outcome = waitForCompletion === false ? "never-ends" : this.program.fate(slot);
      simulator.world.setOutcome(({ name }) => name.startsWith(slot), outcome);
    }
    const refusal = refuses
      ? simulator.inject({ on: "importBackup", action: { do: "answer", status: 400 } })
      : undefined;
    await this.stage.run(verb, options);
    refusal?.remove();
  }

  private apply(change: Change): void {
    const { world } = this.stage.simulator;
    const own = this.backups().get(change.slot);
    const foreign = world.backups(ordersDb).find(({ sourceType }) => sourceType === "sameAddon")?.id ?? "";
    this.program.apply(change, { "another's": foreign, "its own": own?.id ?? foreign });
    if (own === undefined || !world.imports.some(({ uid }) => uid === own.uid)) return;
    if (!world.backups(own).some(({ uid }) => uid === own.uid)) return;
    if (change.what === "somebody deletes the backup") world.removeBackup(own, own.id);
  }

  /** Where the backup of each declaration is, by what was saved last. */
  private backups() {
    const resources = this.stage.recordings.at(-1)?.state.deployment.resources ?? [];
    return new Map(
      resources.flatMap(({ urn, id, outputs, delete: isDoomed }) => {
        const slot = slots.find((each) => (urn.split("::").at(-1) ?? "").startsWith(each));
        const [projectId, addonId, backupId] = (id ?? "").split("/");
        if (!projectId || !addonId || !backupId || slot === undefined || isDoomed === true) return [];
        return [[slot, { projectId, addonId, id: backupId, uid: outputs?.["uid"] }] as const];
      }),
    );
  }
}
