import { z } from "zod";
import { cleaned, shortened } from "../redaction/printable";
import { timeIn, meaningfulTime } from "./time";

/**
 * What we read from Northflank's responses. Tolerant on purpose: only the fields we use are parsed, a wrong type or an
 * empty string counts as absent, and everything else is optional.
 */

const maxTextLength = 1_000;

/** Made when first used: every preview loads this file, but few get a response. */
function late<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

// Terminals obey control characters. Everything else stays as it is, to tell backups apart; `toldBackup` decides what
// is stored and shown.
const text = late(() =>
  z
    .string()
    .transform((value) => shortened(cleaned(value), maxTextLength) || undefined)
    .optional()
    .catch(undefined),
);

const telling = (read: typeof meaningful) =>
  z
    .string()
    .transform((value) => read(shortened(cleaned(value), maxTextLength)))
    .optional()
    .catch(undefined);

// An error's message is shortened only after redaction, and a cursor must be sent back unchanged.
const whole = late(() => z.string().optional().catch(undefined));

// Goes into paths, so it is used unchanged or not at all.
const id = late(() =>
  z.union([z.string(), z.number().int().transform(String)]).pipe(
    z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u),
  ),
);

const backupSchema = late(() =>
  z.object({
    id: id(),
    name: text(),
    uid: telling(meaningful),
    status: text(),
    createdAt: telling(meaningfulTime),
    completedAt: telling(meaningfulTime),
    config: z
      .object({
        size: z.union([z.string(), z.number()]).transform(wholeSize).optional().catch(undefined),
        source: z.object({ type: text() }).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  }),
);

/** A backup as get and list return it. Written out because our declarations do not name zod. */
export interface Backup {
  readonly id: string;
  readonly name?: string | undefined;
  readonly uid?: string | undefined;
  readonly status?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly config?: BackupConfig | undefined;
}

export interface BackupConfig {
  /** In bytes. */
  readonly size?: number | undefined;
  readonly source?: { readonly type?: string | undefined } | undefined;
}

export const parseBackup = (data: unknown): Backup | undefined => backupSchema().safeParse(data).data;

const pagination = late(() =>
  z
    .object({ hasNextPage: z.boolean().optional().catch(undefined), cursor: whole() })
    .optional()
    .catch(undefined),
);

type Pagination = z.infer<ReturnType<typeof pagination>>;

const hasNext = (given: Pagination): boolean => given?.hasNextPage ?? given?.cursor !== undefined;

const pageSchema = late(() =>
  z.object({
    data: z.union([z.object({ backups: z.array(z.unknown()) }), z.array(z.unknown())]),
    pagination: pagination(),
  }),
);

export interface BackupPage {
  readonly backups: Backup[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
  readonly hasNextPage: boolean;
}

export function parseBackupPage(body: unknown): BackupPage | undefined {
  const page = pageSchema().safeParse(body).data;
  if (page === undefined) return undefined;
  const entries = Array.isArray(page.data) ? page.data : page.data.backups;
  return {
    backups: entries.map(parseBackup).filter((backup) => backup !== undefined),
    nextCursor: page.pagination?.cursor,
    hasNextPage: hasNext(page.pagination),
  };
}

const importResponseSchema = late(() =>
  z.object({
    data: z.union([
      z.object({ backup: z.object({ id: id() }) }).transform(({ backup }) => backup.id),
      z.object({ id: id() }).transform((data) => data.id),
      z.object({ backupId: id() }).transform(({ backupId }) => backupId),
    ]),
  }),
);

/** The id in the import's response. That body is undocumented, so the id is a hint, not a fact. */
export const hintedBackupId = (body: unknown): string | undefined =>
  importResponseSchema().safeParse(body).data?.data;

const errorSchema = late(() =>
  z.object({
    error: z.object({
      message: whole(),
      id: whole(),
      details: z.unknown().optional(),
    }),
  }),
);

export interface ApiErrorBody {
  readonly message?: string | undefined;
  readonly id?: string | undefined;
  readonly details?: unknown;
}

export const parseErrorBody = (body: unknown): ApiErrorBody =>
  errorSchema().safeParse(body).data?.error ?? {};

const statusSchema = late(() =>
  z.object({
    data: z.object({ status: text() }),
  }),
);

/** The addon's status, if the response has one. */
export const parseAddonStatus = (body: unknown): string | undefined =>
  statusSchema().safeParse(body).data?.data.status;

const restoresSchema = late(() =>
  z.object({
    data: z.object({
      restores: z.array(
        z.object({ backupId: id().optional().catch(undefined), status: text(), completedAt: text() }),
      ),
    }),
    pagination: pagination(),
  }),
);

export interface Restore {
  /** In an addon's list: what it restores from. */
  readonly backupId?: string | undefined;
  readonly status?: string | undefined;
}

export interface RestorePage {
  /** Those that have not ended. */
  readonly unfinished: readonly Restore[];
  readonly isLast: boolean;
}

export function parseRestorePage(body: unknown): RestorePage | undefined {
  const page = restoresSchema().safeParse(body).data;
  if (page === undefined) return undefined;
  return {
    unfinished: page.data.restores.filter(({ completedAt }) => completedAt === undefined),
    isLast: !hasNext(page.pagination),
  };
}

const logsSchema = late(() => z.object({ data: z.array(z.unknown()) }));
const logLineSchema = late(() =>
  z.object({
    log: z.string(),
    ts: z.union([z.string(), z.number()]).optional().catch(undefined),
  }),
);

/**
 * The lines of a log requested backwards, oldest first, without the container runtime's prefix. Lines with equal
 * timestamps follow the order of the whole response: reversed, unless Northflank sent it forwards after all.
 */
export function parseLogLines(body: unknown): string[] {
  const entries = logsSchema().safeParse(body).data?.data ?? [];
  const lines = entries
    .map((entry) => logLineSchema().safeParse(entry).data)
    .filter((line) => line !== undefined);
  if (time(lines.at(0)?.ts) >= time(lines.at(-1)?.ts)) lines.reverse();
  lines.sort((left, right) => time(left.ts) - time(right.ts));
  return lines.map(({ log }) => log.replace(/^std(out|err) [FP] /, ""));
}

const time = (ts: string | number | undefined): number => (typeof ts === "number" ? ts : timeIn(ts)) || 0;

/** The data inside a response's envelope. */
export const dataOf = (body: unknown): unknown =>
  typeof body === "object" && body !== null && "data" in body ? body.data : undefined;

/**
 * A `uid` or a time if it tells one backup from another; undefined if it says nothing: only punctuation, one repeated
 * character as in the nil UUID, or some language's word for nothing.
 */
export function meaningful(text: string | undefined): string | undefined {
  const characters = text?.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "") ?? "";
  return saysNothing.test(characters) ? undefined : text;
}

const saysNothing =
  /^((.)\2*|null|nil|nan|na|none|nothing|undefined|unknown|empty|missing|unset|notset|objectobject|invaliddate)?$/u;

/** A size in bytes. Northflank sends it as a string; one that a number cannot hold is left out rather than wrong. */
export function wholeSize(size: string | number | undefined): number | undefined {
  if (size === undefined || (typeof size === "string" && !/^\d+$/.test(size))) return undefined;
  return Number.isSafeInteger(Number(size)) && Number(size) >= 0 ? Number(size) : undefined;
}
