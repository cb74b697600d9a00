import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Recording } from "../../stage/stage";

/** Somewhere a secret must not be, and what is written there. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** A secret in one of the forms in which it was found, and where. */
export interface Hit {
  readonly secret: string;
  readonly place: string;
  readonly around: string;
}

export function hitsIn(places: readonly Place[], secrets: readonly string[]): Hit[] {
  const forms = secrets.map((secret) => [secret, formsOf(secret)] as const);
  return places.flatMap(({ name, text }) => {
    const folded = text.toLowerCase();
    return forms.flatMap(([secret, spellings]) => {
      const at = spellings.map((form) => folded.indexOf(form.toLowerCase())).find((index) => index >= 0);
      return at === undefined
        ? []
        : [{ secret, place: name, around: text.slice(Math.max(0, at - 120), at + 80) }];
    });
  });
}

/** As it was planted, and as JSON, URLs, base64 at every offset and hexadecimal digits spell it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return text.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  const json = JSON.stringify(secret).slice(1, -1);
  const encoded = encodeURIComponent(secret);
  return [...new Set([secret, json, encoded, ...base64, bytes.toString("hex")])];
}

/** What the SDK itself traces of the engine's answers: only `--debug` shows it, and only Pulumi can fix it. */
export const isTraceOfSdk = (message: string): boolean => /^\S+ RPC (finished|prepared)/.test(message);

/** All that an operation shows and keeps. With `--debug`, the output repeats what the SDK traces. */
export function placesOf({ verb, result, state, requests }: Recording, nth: number): Place[] {
  const traces = result.diagnostics
    .filter(({ message }) => isTraceOfSdk(message))
    .map(({ message }) => message.trim());
  const output = traces.reduce((text, trace) => text.replaceAll(trace, ""), result.output);
  const messages = result.diagnostics.filter(({ message }) => !isTraceOfSdk(message));
  const at = `${verb} ${nth + 1}`;
  return [
    { name: `the output of ${at}`, text: output },
    { name: `the messages of ${at}`, text: JSON.stringify(messages) },
    { name: `the steps of ${at}`, text: JSON.stringify(result.steps) },
    { name: `the exported stack after ${at}`, text: JSON.stringify(state) },
    ...requests.map((request) => ({
      name: `${request.method} ${request.path} of ${at}, but for the body of an import`,
      text: JSON.stringify({ ...request, importBody: "" }),
    })),
  ];
}

/** Every file below a folder. */
export async function filesIn(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (name) => ({ name: name.slice(folder.length + 1), text: await readFile(name, "utf8") })),
  );
}

/** The command lines of all processes, for as long as one is watching. Only Linux shows them. */
export class CommandLines {
  private readonly seen = new Set<string>();

  get places(): Place[] {
    return [...this.seen].map((text) => ({ name: "the command line of a process", text }));
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = new AbortController();
    const watching = this.watch(done.signal);
    try {
      return await work();
    } finally {
      done.abort();
      await watching;
    }
  }

  private async watch(done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      for (const line of await commandLines()) this.seen.add(line);
      await pause(100);
    }
  }
}

async function commandLines(): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  // A process may end between the two looks.
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
}
