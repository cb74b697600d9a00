import { createHash } from "node:crypto";
import type { Operation } from "../api/routes";

/** `handled`: whether the API acts on the request before the fault strikes; false if left out. */
interface Handling {
  readonly handled?: boolean;
}

export type FaultAction =
  | ({ readonly do: "reset" } & Handling)
  /** Never answers. */
  | ({ readonly do: "silence" } & Handling)
  /** Then goes on as usual. */
  | { readonly do: "delay"; readonly milliseconds: number }
  /** In place of the API's own answer; an object goes out as JSON. */
  | ({
      readonly do: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
    } & Handling)
  /** Not handled; the time after which to come again is told in one of four ways. */
  | {
      readonly do: "turn-away";
      readonly status: 429 | 503;
      readonly seconds: number;
      readonly told: "retry-after-seconds" | "retry-after-date" | "x-ratelimit-reset" | "not-at-all";
    }
  /** Sends half of the API's answer: as if that were all, or with the connection cut off. */
  | { readonly do: "truncate"; readonly ending: "clean" | "cut" }
  /** Sends the API's answer byte by byte. */
  | { readonly do: "drip"; readonly millisecondsPerByte: number }
  /** A body of so many bytes: Infinity never ends. */
  | ({ readonly do: "flood"; readonly status: number; readonly bytes: number } & Handling)
  /** Bytes that are no HTTP. */
  | ({ readonly do: "garbage" } & Handling);

export interface FaultRule {
  readonly on?: Operation;
  readonly method?: string;
  /** The path as sent, where `*` stands for any characters. */
  readonly path?: string;
  /** The first of the matching requests that is hit, counted from 1. */
  readonly nth?: number;
  /** How many are hit from there on: 1 where `nth` is given, else all. */
  readonly times?: number;
  /** The chance of each of them to be hit. */
  readonly probability?: number;
  readonly action: FaultAction;
}

export interface InjectedFault {
  /** How many requests it has hit. */
  readonly hits: number;
  remove(): void;
}

interface Incoming {
  readonly operation: Operation | undefined;
  readonly method: string;
  readonly path: string;
}

/** The rules in force; of several that apply, the one injected first wins. */
export class Faults {
  private rules: { readonly rule: FaultRule; seen: number; hits: number }[] = [];
  private draws = 0;

  constructor(private readonly seed: number) {}

  inject(rule: FaultRule): InjectedFault {
    const injected = { rule, seen: 0, hits: 0 };
    this.rules.push(injected);
    return {
      get hits() {
        return injected.hits;
      },
      remove: () => {
        this.rules = this.rules.filter((other) => other !== injected);
      },
    };
  }

  clear(): void {
    this.rules = [];
  }

  strike(incoming: Incoming): FaultAction | undefined {
    let action: FaultAction | undefined;
    for (const injected of this.rules) {
      if (!matches(injected.rule, incoming)) continue;
      injected.seen += 1;
      if (action !== undefined || !isDue(injected) || !this.isDrawn(injected.rule)) continue;
      injected.hits += 1;
      action = injected.rule.action;
    }
    return action;
  }

  private isDrawn({ probability = 1 }: FaultRule): boolean {
    this.draws += 1;
    const digest = createHash("sha256").update(`${this.seed} ${this.draws}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32 < probability;
  }
}

function isDue({ rule, seen, hits }: { rule: FaultRule; seen: number; hits: number }): boolean {
  const times = rule.times ?? (rule.nth === undefined ? Infinity : 1);
  return seen >= (rule.nth ?? 1) && hits < times;
}

function matches({ on, method, path }: FaultRule, incoming: Incoming): boolean {
  return (
    (on ?? incoming.operation) === incoming.operation &&
    (method ?? incoming.method) === incoming.method &&
    (path === undefined || globbed(path).test(incoming.path))
  );
}

function globbed(pattern: string): RegExp {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}
