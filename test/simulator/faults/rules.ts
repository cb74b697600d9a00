import { createHash } from "node:crypto";

/** When a rule hits something that it fits. */
export interface Schedule {
  /** The first of what it fits that is hit, counted from 1. */
  readonly nth?: number;
  /** How many are hit from there on: 1 where `nth` is given, else all. */
  readonly times?: number;
  /** The chance of each of them to be hit. */
  readonly probability?: number;
}

export interface InjectedFault {
  /** How often it has hit. */
  readonly hits: number;
  remove(): void;
}

/** The rules in force; of several that apply, the one injected first wins. */
export class Rules<Rule extends Schedule, Incoming> {
  private rules: { readonly rule: Rule; seen: number; hits: number }[] = [];
  private draws = 0;

  constructor(
    private readonly seed: number,
    private readonly fits: (rule: Rule, incoming: Incoming) => boolean,
  ) {}

  inject(rule: Rule): InjectedFault {
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

  strike(incoming: Incoming): Rule | undefined {
    let struck: Rule | undefined;
    for (const injected of this.rules) {
      if (!this.fits(injected.rule, incoming)) continue;
      injected.seen += 1;
      if (struck !== undefined || !isDue(injected) || !this.isDrawn(injected.rule)) continue;
      injected.hits += 1;
      struck = injected.rule;
    }
    return struck;
  }

  private isDrawn({ probability = 1 }: Schedule): boolean {
    this.draws += 1;
    const digest = createHash("sha256").update(`${this.seed} ${this.draws}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32 < probability;
  }
}

function isDue({ rule, seen, hits }: { rule: Schedule; seen: number; hits: number }): boolean {
  const times = rule.times ?? (rule.nth === undefined ? Infinity : 1);
  return seen >= (rule.nth ?? 1) && hits < times;
}
