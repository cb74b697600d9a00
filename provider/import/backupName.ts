import { digest } from "../inputs/values";
import type { ResourceContext } from "../inputs/checkedInputs";
import type { Backup } from "../northflank/schema";
import type { ImportOrder } from "./session";

const fittedLength = 28;
const hashLength = 7;

/**
 * The backup name for a resource whose program sets none. The same resource with the same import always gets the same
 * name: in preview, in `up`, and in the `up` after a crash, which finds the lost import by it. At most 36 characters,
 * so that a suffix for a taken name still fits into Northflank's 39.
 */
export function automaticName(intent: string, context: ResourceContext | undefined): string {
  const { resourceUrn = "", organization = "", replacementTrigger } = context ?? {};
  const hash = digest([organization, resourceUrn, intent, replacementTrigger]).slice(0, hashLength);
  return `${fitted(resourceUrn.slice(resourceUrn.lastIndexOf("::") + 2))}-${hash}`;
}

/** The resource name, in characters that Northflank allows. */
function fitted(resourceName: string): string {
  const words = resourceName.split(/[^a-zA-Z0-9]+/).filter((word) => word !== "");
  return words.join("-").slice(0, fittedLength).replace(/-$/, "") || "import";
}

/** Kept, because every import compares its name with those of all backups on the addon. */
const normalizedNames = new Map<string, string>();

/** Northflank turns names into ids; it might change names in the same way. */
function normalized(name: string): string {
  const known = normalizedNames.get(name) ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  normalizedNames.set(name, known);
  return known;
}

/** What follows the name in `candidate`, in any spelling; undefined if it is a different name. */
function suffixAfter(name: string, candidate: string): string | undefined {
  const [own, other] = [normalized(name), normalized(candidate)];
  if (other === own) return "";
  return other.startsWith(`${own}-`) ? other.slice(own.length + 1) : undefined;
}

/** Whether our backup may have this name: the name itself, or with a suffix because the name was taken. */
export const isNameOrSuffixed = (candidate: string, name: string): boolean =>
  /^([2-9]|[1-9]\d)?$/.test(suffixAfter(name, candidate) ?? "none");

/** The name, or the name and a number: what Northflank most likely makes of a taken one. */
export const isNameOrNumbered = (candidate: string, name: string): boolean =>
  /^(\d[\d-]*)?$/.test(suffixAfter(name, candidate) ?? "none");

/** The name, or what Northflank may make of a taken one: `orders-2`, `orders (2)`, `orders 20260115`. */
export const isNameOrDerived = (candidate: string, name: string): boolean =>
  suffixAfter(name, candidate) !== undefined;

/** The first of `name`, `name-2`, `name-3`, … that is free. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let suffix = 2;
  while (taken.has(`${name}-${suffix}`)) suffix += 1;
  return `${name}-${suffix}`;
}

const maxGivenUp = 4;

/** The names to send one import under: a user's unchanged, an automatic one with a suffix if it is taken. */
export class SentNames {
  private readonly taken: Set<string>;
  private givenUp = 0;

  constructor(
    private readonly order: ImportOrder,
    before: readonly Backup[],
  ) {
    this.taken = new Set(before.map(({ name }) => name).filter((name) => name !== undefined));
  }

  get isAutomatic(): boolean {
    return this.order.nameOrigin === "automatic";
  }

  next(): string {
    return this.isAutomatic ? freeName(this.order.name, this.taken) : this.order.name;
  }

  /** The name seems to be taken, though the list shows no backup that has it. */
  giveUp(name: string): void {
    if (this.givenUp < maxGivenUp) this.taken.add(name);
    this.givenUp += 1;
  }
}

/** Northflank turns names into ids, so names that differ only in case or punctuation may clash. */
export const isInTheWay = (name: string | undefined, other: string): boolean =>
  name !== undefined && letters(name) === letters(other);

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
