import { digest } from "../inputs/values";
import type { ResourceContext } from "../inputs/resourceContext";
import type { Backup } from "../northflank/schema";
import type { ImportOrder } from "./session";

const fittedLength = 28;
const hashLength = 7;

/**
 * A backup name for a resource that was given none. The same resource asking for the same import always gets
 * the same name: in the preview, in `up`, and in the `up` after a crash, which finds the lost backup by it.
 * At most 36 characters, so that a suffix for a taken name still fits into Northflank's 39.
 */
export function automaticName(intent: string, context: ResourceContext | undefined): string {
  const { resourceUrn = "", organization = "", replacementTrigger } = context ?? {};
  const hash = digest([organization, resourceUrn, intent, replacementTrigger]).slice(0, hashLength);
  return `${fitted(resourceUrn.slice(resourceUrn.lastIndexOf("::") + 2))}-${hash}`;
}

/** The resource name in the letters that Northflank allows. */
function fitted(resourceName: string): string {
  const words = resourceName.split(/[^a-zA-Z0-9]+/).filter((word) => word !== "");
  return words.join("-").slice(0, fittedLength).replace(/-$/, "") || "import";
}

/** Northflank makes ids of names; it might spell names so, too. */
const spelled = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** What is added to the name, in any spelling; undefined when it is another name. */
function addedTo(name: string, candidate: string): string | undefined {
  const [own, other] = [spelled(name), spelled(candidate)];
  if (other === own) return "";
  return other.startsWith(`${own}-`) ? other.slice(own.length + 1) : undefined;
}

/** The names under which a backup of ours may exist: the name itself, or a suffix because it was taken. */
export const isNameOrSuffixed = (candidate: string, name: string): boolean =>
  /^([2-9]|[1-9]\d)?$/.test(addedTo(name, candidate) ?? "none");

/** The name, or what may have been made of it because it was taken: `orders-2`, `orders (2)`, `orders 20260115`. */
export const isNameOrDerived = (candidate: string, name: string): boolean =>
  addedTo(name, candidate) !== undefined;

/** The first of `name`, `name-2`, `name-3`, … that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let suffix = 2;
  while (taken.has(`${name}-${suffix}`)) suffix += 1;
  return `${name}-${suffix}`;
}

const mostGivenUp = 4;

/** The names under which one import is sent: a user's as it is, an automatic one around the names that are taken. */
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

  /** The name seems to be taken, though not by a backup that the list showed. */
  giveUp(name: string): void {
    if (this.givenUp < mostGivenUp) this.taken.add(name);
    this.givenUp += 1;
  }
}
