import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { WorkspaceFolder } from "./cli/workspaceFolder";
import type { Deployment } from "./core/state/deploymentFormat";
import type { Diagnostic } from "./core/step/diagnostic";

export type { Deployment, ExportedResource } from "./core/state/deploymentFormat";
export type { Diagnostic } from "./core/step/diagnostic";

export type ConfigValue = string | { value: string; secret: true };

export interface StackOptions {
  /** The folder with the Pulumi.yaml. */
  programDir: string;
  project?: string;
  stack?: string;
  /** Only the embedded engine has more than one: the CLI's file backend calls its own `organization`. */
  organization?: string;
  /** Keys as `pulumi config set` takes them: with or without a namespace. */
  config?: Record<string, ConfigValue>;
  env?: Record<string, string>;
  /** Provider plugins by package: paths of executables whose names are `pulumi-resource-<package>`. */
  plugins?: Record<string, string>;
  /** For the CLI: a project that is there, in place of a temporary one whose program is in `programDir`. */
  workspace?: WorkspaceFolder;
  /** A state to start from: exported by an earlier stack of the same engine, or by any with its secrets shown. */
  state?: Deployment;
}

/** The real CLI; the engine that stands in for it, with the processes that the CLI starts; or the same without them. */
export type EngineKind = "cli" | "embedded" | "in-process";

/** Pulumi runs a program here. */
export interface Engine {
  readonly kind: EngineKind;
  openStack(options: StackOptions): Promise<TestStack>;
}

export interface RunOptions {
  parallel?: number;
  /** Refresh before anything else. */
  refresh?: boolean;
  /** Let the program say how to refresh or destroy. */
  runProgram?: boolean;
  targets?: string[];
  targetDependents?: boolean;
  /** URNs as for `--target-replace`. */
  targetReplace?: string[];
  expectNoChanges?: boolean;
  /** A failed resource does not keep those from being made that do not depend on it. */
  continueOnError?: boolean;
  /** Show debug diagnostics as well. */
  debug?: boolean;
  /** Print property by property what changes, as `--diff` does. */
  diff?: boolean;
  /** Further flags of the CLI, such as `--json`; the embedded engine knows none of them. */
  cliFlags?: string[];
  /** Only look, for a refresh or a destroy. */
  previewOnly?: boolean;
  /** The user's Ctrl-C. */
  signal?: AbortSignal;
  /** `kill -9` of the engine: programs and providers stay behind, and so does what was saved. */
  kill?: AbortSignal;
}

export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

/** One thing that was done, or in a preview would be, to one resource. */
export interface Step {
  /** In the engine's words: create, same, update, replace, create-replacement, delete-replaced, delete, read, refresh... */
  op: string;
  urn: string;
  type: string;
  name: string;
  replaceReasons: string[];
  diffs: string[];
  detailedDiff: Record<string, DiffKind>;
  failed: boolean;
}

export interface OperationResult {
  ok: boolean;
  /** In the order in which they began; the stack itself and providers left out. */
  steps: Step[];
  /** How many resources per word, as in the summary; the stack itself included. */
  changes: Record<string, number>;
  /** All that the user sees, stdout and stderr. */
  output: string;
  diagnostics: Diagnostic[];
  /**
   * As the CLI writes them with `--event-log`; what `output` shows is made of them. Without debug messages: in those the
   * SDK traces the engine's answers, secrets included.
   */
  events: EngineEvent[];
  error?: string;
}

/** What a user does with a stack. */
export type Verb = "preview" | "up" | "refresh" | "destroy";

export interface ExportOptions {
  showSecrets?: boolean;
}

export interface TestStack {
  setConfig(key: string, value: ConfigValue): Promise<void>;
  removeConfig(key: string): Promise<void>;
  preview(options?: RunOptions): Promise<OperationResult>;
  up(options?: RunOptions): Promise<OperationResult>;
  refresh(options?: RunOptions): Promise<OperationResult>;
  destroy(options?: RunOptions): Promise<OperationResult>;
  /** With `showSecrets` every secret stands in plain text in its envelope, and any engine can import the state. */
  exportState(options?: ExportOptions): Promise<Deployment>;
  importState(deployment: Deployment): Promise<void>;
  /** Processes that a killed engine has left, and that still run. */
  orphans(): number[];
  /** Removes what the stack has left on this machine; the resources stay as they are. */
  dispose(): Promise<void>;
}
