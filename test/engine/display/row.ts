import type { DiagnosticEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { isStackUrn, nameOf, typeOf } from "../core/state/urn";
import { shortDiff } from "./shortDiff";
import { retained, stateOf } from "./subject";
import { wordsOf } from "./words";

export type Step = Partial<StepEventMetadata> & Pick<StepEventMetadata, "op" | "urn">;

/** What the lines of all rows depend on. */
export interface Moment {
  readonly isPreview: boolean;
  /** The engine has said all. */
  readonly isOver: boolean;
  /** Seconds. */
  readonly now: number;
}

/** `aws:s3/bucket:Bucket` is shown as `aws:s3:Bucket`: the module says no more than the name does. */
function displayType(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  const [first = "", last] = module.split("/");
  const repeats = last?.toLowerCase() === name.toLowerCase();
  return repeats ? `${pkg}:${first}:${name}` : type;
}

export const textOf = ({ prefix = "", message }: DiagnosticEvent): string => (prefix + message).trimEnd();

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What one resource has been through so far, and the line that the CLI would print of it now. */
export class Row {
  readonly diagnostics: DiagnosticEvent[] = [];
  isHidden = true;
  hasFailed = false;
  started: number | undefined;
  ended: number | undefined;
  readonly #finished: StepEventMetadata[] = [];

  constructor(
    public step: Step,
    /** The name under which the stack is shown before it has been heard of. */
    private readonly stackUrn: string,
  ) {}

  finish(step: StepEventMetadata): void {
    this.step = step;
    this.#finished.push(step);
  }

  /** `pulumi:pulumi:Stack (orders-dev)`, as the head of a section. */
  get heading(): string {
    return `${displayType(typeOf(this.#urn))} (${nameOf(this.#urn)})`;
  }

  get errors(): number {
    return this.#count("error");
  }

  isDone({ isOver }: Moment): boolean {
    if (this.hasFailed || isOver) return true;
    return !isStackUrn(this.step.urn) && this.#hasOutputs;
  }

  line(moment: Moment): string {
    const { sign } = wordsOf(this.step.op);
    const columns = [
      sign,
      displayType(typeOf(this.#urn)),
      nameOf(this.#urn),
      this.#status(moment),
      this.#info(moment),
    ];
    return columns.map((column) => ` ${column}`).join("");
  }

  get #urn(): string {
    return this.step.urn === "" ? this.stackUrn : this.step.urn;
  }

  get #hasOutputs(): boolean {
    return this.#finished.some(({ op }) => op === this.step.op);
  }

  #count(severity: string): number {
    return this.diagnostics.filter((said) => said.ephemeral !== true && said.severity.startsWith(severity))
      .length;
  }

  #status(moment: Moment): string {
    const { step } = this;
    const words = wordsOf(step.op);
    const hasFailed = this.hasFailed || this.errors > 0;
    if (!hasFailed && this.#isInterrupted(moment)) return this.#kept(`${words.underWay} (interrupted)`);
    if (!this.isDone(moment)) {
      if (isStackUrn(step.urn) && step.op === "same") return "running";
      return this.#kept(
        moment.isPreview ? words.planned : this.#timed(words.underWay, moment.now, Math.floor),
      );
    }
    if (moment.isPreview) return this.#kept(words.plannedInTheEnd);
    const text = this.#timed(hasFailed ? words.failed : words.done, this.ended, exact);
    return this.#kept(hasFailed ? `**${text}**` : text);
  }

  #kept(status: string): string {
    return retained(this.step as StepEventMetadata, status);
  }

  #isInterrupted({ isOver }: Moment): boolean {
    const isCustom = stateOf(this.step as StepEventMetadata)?.custom ?? false;
    return isOver && isCustom && this.step.op !== "same" && !this.#hasOutputs;
  }

  #timed(text: string, until: number | undefined, rounded: (seconds: number) => number | string): string {
    if (this.step.op === "same" || this.started === undefined || until === undefined) return text;
    return `${text} (${rounded(Math.max(0, until - this.started))}s)`;
  }

  #info({ isOver }: Moment): string {
    const diff = shortDiff(this.#telling as StepEventMetadata);
    const last = this.diagnostics.at(-1);
    const said = isOver ? this.#counts() : last === undefined ? [] : [textOf(last)];
    const [firstLine = ""] = [diff, ...said]
      .filter((text, nth) => nth > 0 || text !== "")
      .join("; ")
      .split("\n");
    return firstLine;
  }

  /** Of a replacement, the step that knows what changes. */
  get #telling(): Step {
    const isHalf = this.step.op === "create-replacement" || this.step.op === "delete-replaced";
    return (isHalf ? this.#finished.find(({ op }) => op === "replace") : undefined) ?? this.step;
  }

  #counts(): string[] {
    const counted = [
      ["error", "error"],
      ["warning", "warning"],
      ["info", "message"],
      ["debug", "debug"],
    ] as const;
    return counted.flatMap(([severity, noun]) => {
      const count = this.#count(severity);
      return count === 0 ? [] : [plural(count, noun)];
    });
  }
}

/** Hundredths below one second, whole seconds above. */
const exact = (seconds: number): string => (seconds < 1 ? seconds.toFixed(2) : String(Math.floor(seconds)));
