/** The keys of Northflank's settings in a stack's configuration. */
export const configKeys = {
  apiToken: "northflank:apiToken",
  apiUrl: "northflank:apiUrl",
  teamId: "northflank:teamId",
  allowInsecureUrl: "northflank:allowInsecureUrl",
  /** Set by the `Provider` class, to tell its credentials from the stack's. */
  explicitProvider: "northflank:explicitProvider",
} as const;

/** The configuration of the stack or of an explicit `Provider`, as the engine passes it to the provider process. */
export interface Configuration {
  get(key: string): string | undefined;
}

/** A process's environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;
