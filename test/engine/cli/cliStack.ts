import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type EngineEvent, LocalWorkspace, type PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import type {
  ConfigValue,
  Deployment,
  ExportOptions,
  OperationResult,
  RunOptions,
  StackOptions,
  TestStack,
  Verb,
} from "../engine";
import { deferred } from "../core/run/deferred";
import { whenKilled } from "../processTree";
import { KILLED, operationResult } from "../result";
import { StackOperations } from "../stackOperations";
import { argumentsFor } from "./arguments";
import { type PulumiOutcome, runPulumi } from "./pulumiProcess";
import { createWorkspaceFolder, type WorkspaceFolder } from "./workspaceFolder";

const DEFAULT_STACK = "test";

const toSetting = (value: ConfigValue) => (typeof value === "string" ? { value } : value);

async function readEvents(file: string): Promise<EngineEvent[]> {
  if (!existsSync(file)) return [];
  const text = await readFile(file, "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

function changesOf(events: EngineEvent[]): Record<string, number> {
  const summary = events.find((event) => event.summaryEvent !== undefined)?.summaryEvent;
  return Object.fromEntries(Object.entries(summary?.resourceChanges ?? {}).filter(([, count]) => count > 0));
}

export class CliStack extends StackOperations implements TestStack {
  private constructor(
    private readonly command: PulumiCommand,
    private readonly folder: WorkspaceFolder,
    private readonly stack: Stack,
    private readonly env: Record<string, string>,
  ) {
    super();
  }

  static async open(command: PulumiCommand, options: StackOptions): Promise<CliStack> {
    const { programDir, project, plugins, workspace } = options;
    const folder = workspace ?? (await createWorkspaceFolder(programDir, project, plugins));
    try {
      return await CliStack.#in(folder, command, options);
    } catch (error) {
      await folder.remove();
      throw error;
    }
  }

  static async #in(
    folder: WorkspaceFolder,
    command: PulumiCommand,
    options: StackOptions,
  ): Promise<CliStack> {
    const env = { ...folder.env, ...options.env };
    const stackName = options.stack ?? DEFAULT_STACK;
    const { workDir, pulumiHome } = folder;
    const settings = { workDir, pulumiHome, envVars: env, pulumiCommand: command };
    const stack = await LocalWorkspace.createStack({ stackName, workDir }, settings);
    const config = Object.entries(options.config ?? {}).map(
      ([key, value]) => [key, toSetting(value)] as const,
    );
    if (config.length > 0) await stack.setAllConfig(Object.fromEntries(config));
    const opened = new CliStack(command, folder, stack, env);
    if (options.state !== undefined) await opened.importState(options.state);
    return opened;
  }

  async setConfig(key: string, value: ConfigValue): Promise<void> {
    await this.stack.setConfig(key, toSetting(value));
  }

  async removeConfig(key: string): Promise<void> {
    await this.stack.removeConfig(key);
  }

  async exportState({ showSecrets = false }: ExportOptions = {}): Promise<Deployment> {
    // The Automation API would always decrypt the secrets first.
    const shown = showSecrets ? ["--show-secrets"] : [];
    const { stdout } = await this.#pulumi(["stack", "export", "--stack", this.stack.name, ...shown]);
    return JSON.parse(stdout) as Deployment;
  }

  async importState({ version, deployment }: Deployment): Promise<void> {
    // A state with its secrets in plain text names no key to seal them with, and the CLI crashes without one.
    const { encryptionSalt: salt = "" } = await this.stack.workspace.stackSettings(this.stack.name);
    const own = { type: "passphrase", state: { salt } };
    await this.stack.importStack({ version, deployment: { secrets_providers: own, ...deployment } });
  }

  async dispose(): Promise<void> {
    this.leftBehind.end();
    await this.folder.remove();
  }

  /** Straight to the CLI: a stack's own `up` asks it for outputs and history as well, each time. */
  protected async run(verb: Verb, options: RunOptions): Promise<OperationResult> {
    const eventLog = join(this.folder.workDir, `${randomUUID()}.events`);
    const args = argumentsFor(verb, this.stack.name, eventLog, options);
    const { code, output } = await this.#pulumi(args, options);
    if (options.kill?.aborted === true) {
      // The file backend is still locked by the one that is dead.
      await this.#pulumi(["cancel", "--yes", "--stack", this.stack.name]);
      return KILLED;
    }
    const events = await readEvents(eventLog);
    await rm(eventLog, { force: true });
    const ok = code === 0;
    return operationResult({
      ok,
      changes: changesOf(events),
      events,
      output,
      error: ok ? undefined : output,
    });
  }

  async #pulumi(args: string[], { signal, kill }: RunOptions = {}): Promise<PulumiOutcome> {
    const { command } = this.command;
    const pid = deferred<number>();
    const { workDir: cwd } = this.folder;
    const outcome = runPulumi({ command, args, cwd, env: this.env, signal, started: pid.resolve });
    return whenKilled(kill, outcome, async () => this.leftBehind.killParent(await pid.promise));
  }
}
