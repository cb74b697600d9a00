import { z } from "zod";

/** What a client that others wrote can do with the backups of the orders addon; it rejects what the API refuses. */
export interface ForeignClient {
  /** Returns the id that was answered. */
  importBackup(definition: object): Promise<string | undefined>;
  /** The ids of all backups. */
  list(): Promise<string[]>;
  status(backupId: string): Promise<string>;
  abort(backupId: string): Promise<unknown>;
  /** Returns the id of the restore. */
  restore(backupId: string): Promise<string>;
  remove(backupId: string): Promise<unknown>;
  /** Undefined for a client that has no such call. */
  readonly logs?: (backupId: string) => Promise<string[]>;
}

/** What is read of answers that come as JSON. */
export const answers = {
  started: z.object({ id: z.string().optional() }),
  backup: z.object({ status: z.string() }),
  backups: z.object({ backups: z.array(z.object({ id: z.string() })) }),
  restore: z.object({ restoreId: z.string() }),
  logs: z.array(z.object({ log: z.string() })),
};
