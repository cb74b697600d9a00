import type { Operation } from "../api/routes";
import type { Beneath } from "../tls/beneath";
import { Rules, type Schedule } from "./rules";

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
  | ({ readonly do: "garbage" } & Handling)
  /** Strikes the TCP connection that carries TLS; of use only where the simulator speaks it. */
  | ({ readonly do: "beneath TLS"; readonly what: Beneath } & Handling);

export interface FaultRule extends Schedule {
  readonly on?: Operation;
  readonly method?: string;
  /** The path as sent, where `*` stands for any characters. */
  readonly path?: string;
  readonly action: FaultAction;
}

interface Incoming {
  readonly operation: Operation | undefined;
  readonly method: string;
  readonly path: string;
}

export type Faults = Rules<FaultRule, Incoming>;

export const faultsOf = (seed: number): Faults => new Rules(seed, matches);

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
