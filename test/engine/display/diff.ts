import type { DiagnosticEvent, EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { isStackUrn, nameOf, parseReference } from "../core/state/urn";
import { changesOf, namedChanges } from "./properties/changes";
import { outputLines } from "./properties/outputs";
import { areChanges, changesLines, mapLines, type Place } from "./properties/printing";
import type { Shown } from "./render";
import { isWorthShowing, parentOf, retained, stepIn, visible } from "./subject";
import { summaryLines } from "./summary";
import { isReplacementOp, signOf } from "./words";

const STEP = "    ";

/** What the CLI prints with `--diff`: a block for each step, property by property, and what is said in between. */
export class DiffDisplay {
  readonly #seen = new Map<string, StepEventMetadata>();

  constructor(private readonly shown: Shown) {}

  lines(): string[] {
    const { events } = this.shown;
    const failed = events.filter(({ resOpFailedEvent }) => resOpFailedEvent !== undefined).length;
    return [...events.flatMap((event) => this.#linesOf(event)), ...summaryLines(this.shown, failed)];
  }

  #linesOf(event: EngineEvent): string[] {
    if (event.stdoutEvent !== undefined) return [event.stdoutEvent.message];
    if (event.diagnosticEvent !== undefined) return this.#said(event.diagnosticEvent);
    const step = stepIn(event);
    if (step === undefined || event.resOpFailedEvent !== undefined) return [];
    if (event.resOutputsEvent !== undefined) return isShown(step) ? this.#outputs(step) : [];
    this.#seen.set(step.urn, step);
    return step.op !== "refresh" && isShown(step) ? this.#block(step) : [];
  }

  /** Without the name of whoever says it. */
  #said({ severity, prefix = "", message }: DiagnosticEvent): string[] {
    if ((severity as string) === "debug" && !this.shown.debug) return [];
    const text = (prefix + message).replace(/\n$/, "");
    return text === "" ? [] : text.split("\n");
  }

  #block(step: StepEventMetadata): string[] {
    const indent = this.#indentOf(step);
    return [...summaryOf(step, indent), ...(step.op === "same" ? [] : detailsOf(step, indent + 1))];
  }

  #outputs(step: StepEventMetadata): string[] {
    const isRefresh = this.#seen.get(step.urn)?.op === "refresh";
    if (isRefresh && step.op === "update") return this.#block(step);
    const indent = this.#indentOf(step);
    const outputs = outputLines(step, { isPreview: this.shown.isPreview, indent: indent + 1, isRefresh });
    const says = isRefresh && (step.op !== "refresh" || outputs.length > 0 || isStackUrn(step.urn));
    const head = outputs.length === 0 ? [] : [`${STEP.repeat(indent + 1)}--outputs:--`];
    return [...(says ? summaryOf(step, indent) : []), ...head, ...outputs];
  }

  #indentOf(step: StepEventMetadata): number {
    let indent = 0;
    for (
      let parent = this.#seen.get(parentOf(step));
      parent !== undefined;
      parent = this.#seen.get(parentOf(parent))
    ) {
      if (isShown(parent)) indent += 1;
    }
    return indent;
  }
}

/** Of a replacement, the step that stands for all of it. */
const isShown = (step: StepEventMetadata): boolean =>
  isStackUrn(step.urn) || (isWorthShowing(step) && (step.logical === true || !isReplacementOp(step.op)));

function summaryOf(step: StepEventMetadata, indent: number): string[] {
  const { op, urn, type, old, new: state, provider } = step;
  const [was, is] = [old?.protect ?? false, state?.protect ?? false];
  const lock = was && state !== undefined && !is ? " 🔓" : was || is ? " 🔒" : "";
  const inner = STEP.repeat(indent + 1);
  const id = old?.id ?? "";
  return [
    `${STEP.repeat(indent)}${signOf(op)}${type}: (${retained(step, op)})${lock}`,
    ...(id === "" ? [] : [`${inner}[id=${id}]`]),
    `${inner}[urn=${urn}]`,
    ...providerLines(provider, old?.provider, state?.provider).map((line) => inner + line),
  ];
}

function providerLines(provider: string, before: string | undefined, after: string | undefined): string[] {
  if (provider === "") return [];
  if (before !== undefined && after !== undefined && before !== after)
    return [`[provider: ${before} => ${after}]`];
  return nameOf(parseReference(provider).urn) === "default" ? [] : [`[provider=${provider}]`];
}

function detailsOf(step: StepEventMetadata, indent: number): string[] {
  const { old, new: state, detailedDiff, diffs = [] } = step;
  if (detailedDiff !== undefined) {
    const changes = namedChanges(step);
    return changes.size > 0 ? changesLines(changes, { indent }) : whole(old?.inputs, { indent, op: "same" });
  }
  if (state === undefined) return whole(old?.inputs, { indent });
  const kind = Object.keys(visible(state.outputs)).length > 0 ? "outputs" : "inputs";
  if (old === undefined) return whole(state[kind], { indent });
  const changes = changesOf(visible(old[kind]), visible(state[kind]));
  if (!areChanges(changes)) return whole(state[kind], { indent, op: "same" });
  const shown = [...changes].filter(
    ([key]) => kind === "outputs" || diffs.length === 0 || diffs.includes(key),
  );
  return changesLines(new Map(shown), { indent });
}

/** What is the SDK's own is not shown, and makes room for itself all the same. */
const whole = (properties: Record<string, unknown> | undefined, place: Place): string[] =>
  mapLines(visible(properties), place, Object.keys(properties ?? {}));
