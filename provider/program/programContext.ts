import * as pulumi from "@pulumi/pulumi";
import { contextKey, type Timeouts } from "../inputs/checkedInputs";
import { unknownValue } from "../inputs/values";

/**
 * What the engine does not tell a dynamic provider about its resource, as one hidden input. Pulumi would silently
 * drop inputs called `urn` or `id`.
 */
export function contextInputs(type: string, name: string, opts: pulumi.CustomResourceOptions): pulumi.Inputs {
  return {
    [contextKey]: {
      resourceUrn: detached(pulumi.createUrn(name, type, opts.parent)),
      organization: organization(),
      retainOnDelete: opts.retainOnDelete,
      replacementTrigger: detached((opts as { replacementTrigger?: unknown }).replacementTrigger),
      replaceOnChanges: opts.replaceOnChanges,
      timeouts: timeouts(opts.customTimeouts, name),
    },
  };
}

/** Members that every Output has but the SDK's types do not declare. */
interface OutputParts {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

/**
 * The value without its dependencies. An Output that depends on a component waits for all of the component's
 * children, so two imports in one component would wait for each other forever.
 */
function detached(value: unknown): Promise<unknown> {
  const plain = plainValue(pulumi.output(value));
  // If a parent fails, the SDK reports that and never awaits this promise.
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
    // Older engines do not pass it; then only stack and project tell two organisations' resources apart.
    return "";
  }
}

const steps = ["create", "update", "delete"] as const;

/** The engine does not pass `customTimeouts` to a dynamic provider, so the context carries them, in seconds. */
function timeouts(custom: pulumi.CustomTimeouts | undefined, name: string): Timeouts | undefined {
  const given = steps.flatMap((step) => {
    const limit = timeLimit(custom?.[step], `customTimeouts.${step} of AddonBackupImport "${name}"`);
    return limit === undefined ? [] : [[step, limit] as const];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** The SDK and the engine treat an empty string and zero as unset, so the default applies. */
function timeLimit(given: unknown, option: string): number | undefined {
  if (given === undefined || given === null || given === "") return undefined;
  const limit = typeof given === "string" ? seconds(given) : undefined;
  if (limit !== undefined) return limit === 0 ? undefined : limit;
  const shown = typeof given === "string" ? JSON.stringify(given.slice(0, 60)) : described(given);
  throw new pulumi.RunError(`${option} must be a duration such as "90m" or "1h30m"; got ${shown}`);
}

const described = (given: unknown): string =>
  typeof given === "number" ? `${given}` : `a value of type ${typeof given}`;

const nanoseconds = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);
const maxNanoseconds = 2n ** 63n - 1n;

const count = String.raw`(?:\d+(?:\.\d*)?|\.\d+)`;
const unit = [...nanoseconds.keys()].join("|");
const duration = new RegExp(`^[+-]?(?:0|(?:${count}(?:${unit}))+)$`);
const parts = new RegExp(String.raw`(\d*)(?:\.(\d*))?(${unit})`, "g");

/** Parses a duration like Go, the engine's language; undefined if it is invalid or negative. */
export function seconds(text: string): number | undefined {
  if (!duration.test(text)) return undefined;
  const sum = [...text.matchAll(parts)].reduce((total, [, whole = "", fraction = "", name = ""]) => {
    const size = nanoseconds.get(name) ?? 0n;
    const digits = fraction.slice(0, 18);
    return total + BigInt(whole) * size + (BigInt(digits) * size) / 10n ** BigInt(digits.length);
  }, 0n);
  const isNegative = text.startsWith("-") && sum > 0n;
  return isNegative || sum > maxNanoseconds ? undefined : Number(sum) / 1e9;
}
