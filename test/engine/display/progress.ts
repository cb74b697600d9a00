import type { DiagnosticEvent, EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { isStackUrn, nameOf, typeOf } from "../core/state/urn";
import { outputLines } from "./properties/outputs";
import { type Moment, Row, textOf } from "./row";
import type { Shown } from "./render";
import { isWorthShowing, parentOf, stateOf, stepIn } from "./subject";
import { summaryLines } from "./summary";

/** What the CLI prints without a terminal: a line for each thing that happens, then what was said, and what came of it. */
export class ProgressDisplay {
  readonly #lines: string[] = [];
  readonly #rows = new Map<string, Row>();
  #stackUrn = "";
  #now = 0;

  constructor(private readonly shown: Shown) {}

  lines(): string[] {
    for (const event of this.shown.events) {
      this.#now = event.timestamp;
      this.#hear(event);
    }
    this.#end();
    return this.#lines;
  }

  #hear(event: EngineEvent): void {
    if (event.preludeEvent !== undefined) this.#lines.push("");
    if (event.stdoutEvent !== undefined) this.#lines.push(event.stdoutEvent.message);
    const diagnostic = event.diagnosticEvent;
    if (diagnostic !== undefined) this.#hearDiagnostic(diagnostic);
    const step = stepIn(event);
    if (step !== undefined) this.#hearStep(event, step);
  }

  #hearDiagnostic(diagnostic: DiagnosticEvent): void {
    const isDebug = (diagnostic.severity as string) === "debug" && !this.shown.debug;
    if (isDebug) return;
    const { urn = "" } = diagnostic;
    const row = this.#rowOf(urn === "" ? this.#stackUrn : urn);
    row.isHidden = false;
    row.diagnostics.push(diagnostic);
    this.#print(row);
  }

  #hearStep(event: EngineEvent, step: StepEventMetadata): void {
    if (step.op === "discard" || step.op === "read-replacement") return;
    if (step.op === "read") {
      // The CLI takes a read for a detail, and only mentions it.
      const message = `read ${typeOf(step.urn)} ${nameOf(step.urn)}`;
      this.#hearDiagnostic({ severity: "info", message, color: "never", ephemeral: true });
      return;
    }
    // The first that is heard of an unchanged stack does not show it yet.
    const isShown = isWorthShowing(step) || step.urn === this.#stackUrn;
    const row = this.#rowOf(step.urn, step);
    if (isShown) row.isHidden = false;
    if (event.resOutputsEvent !== undefined) {
      if (!this.#hasEnded(row, step)) return;
    } else if (event.resourcePreEvent !== undefined) {
      [row.started, row.ended] = [this.#now, undefined];
      row.step = step;
    } else {
      row.hasFailed = true;
    }
    this.#print(row);
  }

  /** True if that is to be told: an end in a preview, of a component, or of what stays the same, says nothing new. */
  #hasEnded(row: Row, step: StepEventMetadata): boolean {
    const wasRefresh = row.step.op === "refresh";
    row.ended = this.#now;
    row.finish(step);
    const state = stateOf(step);
    const isCustom = state === undefined || state.custom === true;
    return wasRefresh || (!this.shown.isPreview && isCustom && step.op !== "same");
  }

  /** The stack is taken for whatever was heard first, unless a child of it was heard before: then it stays nameless. */
  #rowOf(urn: string, step?: StepEventMetadata): Row {
    const known = this.#rows.get(urn);
    if (known !== undefined) {
      this.#ensure(parentOf(step), true);
      return known;
    }
    if (isStackUrn(urn)) {
      this.#stackUrn = urn;
      const nameless = this.#rows.get("");
      if (nameless !== undefined) {
        this.#rows.delete("");
        this.#rows.set(urn, nameless);
        nameless.step = step ?? { op: "same", urn };
        return nameless;
      }
    }
    const row = new Row(step ?? { op: "same", urn }, this.shown.stackUrn);
    this.#rows.set(urn, row);
    this.#ensure(parentOf(step), true);
    this.#ensure(this.#stackUrn, false);
    return row;
  }

  #ensure(urn: string, isHidden: boolean): void {
    if (this.#rows.has(urn) || (isHidden && urn === "")) return;
    const row = new Row({ op: "same", urn: isHidden ? urn : "" }, this.shown.stackUrn);
    row.isHidden = isHidden;
    this.#rows.set(urn, row);
  }

  #moment(isOver: boolean): Moment {
    return { isPreview: this.shown.isPreview, isOver, now: this.#now };
  }

  #print(row: Row, isOver = false): void {
    if (!row.isHidden) this.#lines.push(row.line(this.#moment(isOver)));
  }

  #end(): void {
    const rows = [...this.#rows.values()];
    const underWay = rows.filter((row) => !row.isDone(this.#moment(false)));
    for (const row of underWay) this.#print(row, true);
    this.#lines.push(...diagnosticLines(rows));
    const outputs = outputLines(this.#rows.get(this.#stackUrn)?.step, { ...this.shown, indent: 1 });
    if (this.#stackUrn !== "" && outputs.length > 0) this.#lines.push("Outputs:", ...outputs, "");
    const errored = rows.filter(({ errors }) => errors > 0).length;
    this.#lines.push(...summaryLines(this.shown, errored), "");
  }
}

/** Under each resource what it has said, stream by stream; a program's output is one stream. */
function diagnosticLines(rows: readonly Row[]): string[] {
  const sections = rows.flatMap((row) => {
    const streams = new Map<number, string[]>();
    for (const diagnostic of row.diagnostics) {
      const text = textOf(diagnostic);
      if (diagnostic.ephemeral === true || text === "") continue;
      const { streamID = 0 } = diagnostic;
      streams.set(streamID, [...(streams.get(streamID) ?? []), ...text.split("\n")]);
    }
    const blocks = [...streams.values()].flatMap((lines) => [...lines.map((line) => `    ${line}`), ""]);
    return blocks.length === 0 ? [] : [`  ${row.heading}:`, ...blocks];
  });
  return sections.length === 0 ? [] : ["Diagnostics:", ...sections];
}
