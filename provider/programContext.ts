import * as pulumi from "@pulumi/pulumi";
import { contextKey, type Timeouts } from "./resourceContext";
import { unknownValue } from "./unknown";

/**
 * What the engine does not tell a dynamic provider about its resource, as one hidden input. Named so, because
 * an input called `urn` or `id` would be dropped without a word.
 */
export function contextInputs(type: string, name: string, opts: pulumi.CustomResourceOptions): pulumi.Inputs {
  return {
    [contextKey]: {
      resourceUrn: detached(pulumi.createUrn(name, type, opts.parent)),
      organization: organization(),
      retainOnDelete: opts.retainOnDelete,
      replacementTrigger: detached((opts as { replacementTrigger?: unknown }).replacementTrigger),
      replaceOnChanges: opts.replaceOnChanges,
      timeouts: timeouts(opts.customTimeouts),
    },
  };
}

/** What every Output of the SDK has, although its types do not say so. */
interface OutputParts {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

/**
 * The value without what it depends on. An Output that depends on a component waits for all of the component's
 * children, so that two imports in one component would wait for each other for ever.
 */
function detached(value: unknown): Promise<unknown> {
  const plain = plainValue(pulumi.output(value));
  // Where a parent fails, the SDK reports that and never asks for this.
  plain.catch(() => undefined);
  return plain;
}

async function plainValue(output: OutputParts): Promise<unknown> {
  if (!(await output.isKnown)) return unknownValue;
  const value = await output.promise();
  return (await output.isSecret) ? pulumi.secret(value) : value;
}

function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    // Not told by an older engine; then resources of two organisations are told apart by stack and project.
    return "";
  }
}

/** The engine keeps `customTimeouts` to itself, so they travel as seconds. */
function timeouts(custom: pulumi.CustomTimeouts | undefined): Timeouts | undefined {
  if (custom === undefined) return undefined;
  const entries = (["create", "update", "delete"] as const).map(
    (step) => [step, seconds(custom[step])] as const,
  );
  const known = entries.filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

const unitSeconds = new Map([
  ["h", 3600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
  ["us", 0.000001],
  ["µs", 0.000001],
  ["ns", 0.000000001],
]);

/** A duration as Pulumi writes it, such as `1h30m`; the engine itself refuses what is none. */
export function seconds(duration: string | undefined): number | undefined {
  if (duration === undefined || !/^(\d+(\.\d+)?(h|ms|us|µs|ns|m|s))+$/.test(duration)) return undefined;
  const parts = duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitSeconds.get(unit ?? "") ?? 0),
    0,
  );
}
