import { digest } from "./canonical";
import type { ResourceContext } from "./resourceContext";

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

/** The names under which a backup of ours may exist: the name itself, or a suffix because it was taken. */
export function isNameOrSuffixed(candidate: string, name: string): boolean {
  return (
    candidate === name ||
    (candidate.startsWith(`${name}-`) && /^([2-9]|[1-9]\d)$/.test(candidate.slice(name.length + 1)))
  );
}

/** The name, or what may have been made of it because it was taken: `orders-2`, `orders (2)`, `orders 20260115`. */
export function isNameOrDerived(candidate: string, name: string): boolean {
  return (
    candidate === name || (candidate.startsWith(name) && /^[^a-zA-Z0-9]/.test(candidate.slice(name.length)))
  );
}

/** The first of `name`, `name-2`, `name-3`, … that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let suffix = 2;
  while (taken.has(`${name}-${suffix}`)) suffix += 1;
  return `${name}-${suffix}`;
}
