export type Severity = "debug" | "info" | "info#err" | "warning" | "error";

export interface Diagnostic {
  severity: Severity;
  message: string;
  /** Empty: about the whole operation. */
  urn: string;
  /** Shown on the resource's row for a while, and then forgotten. */
  ephemeral: boolean;
}

/** Ends the operation; whoever throws it has told the user why already. */
export class BailError extends Error {
  override readonly name = "BailError";
}

export type Report = (severity: Severity, message: string, urn?: string) => void;
