/** Where the configuration of a stack keeps what is Northflank's. */
export const configKeys = {
  apiToken: "northflank:apiToken",
  apiUrl: "northflank:apiUrl",
  teamId: "northflank:teamId",
  allowInsecureUrl: "northflank:allowInsecureUrl",
  /** Set by the `Provider` class, so that its credentials are told from the stack's. */
  explicitProvider: "northflank:explicitProvider",
} as const;

/** The configuration of the stack or of an explicit `Provider`, as the engine hands it to the provider process. */
export interface Configuration {
  get(key: string): string | undefined;
}

/** The variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;
