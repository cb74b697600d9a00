import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { tokenOf } from "./api/access";
import { findRoute } from "./api/findRoute";
import type { Operation } from "./api/routes";
import type { FaultAction } from "./faults/faults";
import type { TokenDeclaration } from "./world/accounts";

export interface JournalEntry {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** `authorization` holds the token's label, never the token. */
  readonly headers: IncomingHttpHeaders;
  /** Undefined where no route answers to method and path. */
  readonly operation: Operation | undefined;
  /** Counts connections from 1. */
  readonly socket: number;
  body: string;
  /** The body of an import, the one place where a source may stand; `body` is empty then. */
  importBody?: string;
  fault?: FaultAction["do"];
  /** Whether the API has acted on it, answered or not. */
  handled: boolean;
  /** Undefined as long as no answer was begun. */
  status?: number;
  startedBackup?: string;
}

/** What came in, in order of arrival. */
export class Journal {
  readonly entries: JournalEntry[] = [];

  /** Called once an exchange has ended, with or without an answer. */
  onEnd: (entry: JournalEntry) => void = () => undefined;

  open(arrival: Omit<JournalEntry, "operation" | "body" | "handled">): JournalEntry {
    const found = findRoute(arrival.method, arrival.path);
    const operation = typeof found === "string" ? undefined : found.operation;
    const entry = { ...arrival, operation, body: "", handled: false };
    this.entries.push(entry);
    return entry;
  }

  of(operation: Operation): JournalEntry[] {
    return this.entries.filter((entry) => entry.operation === operation);
  }

  /** How many connections carried these requests. */
  get connections(): number {
    return new Set(this.entries.map(({ socket }) => socket)).size;
  }

  /** The entries in which a secret stands anywhere but in the body of an import. */
  leaksOf(secret: string): JournalEntry[] {
    const forms = [JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
    return this.entries.filter((entry) => {
      const text = JSON.stringify({ ...entry, importBody: "" });
      return forms.some((form) => text.includes(form));
    });
  }

  clear(): void {
    this.entries.length = 0;
  }
}

export function journaledHeaders(
  { headers }: IncomingMessage,
  tokens: TokenDeclaration[],
): IncomingHttpHeaders {
  if (headers.authorization === undefined) return headers;
  const label = tokenOf(headers.authorization, tokens)?.label ?? "unknown token";
  return { ...headers, authorization: `Bearer <${label}>` };
}
