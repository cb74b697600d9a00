import type { PendingOperation } from "../state/snapshot";

/** An interrupted engine has left these; only creates stay listed, until a refresh is told to clear them. */
export function pendingOperationsWarning(operations: PendingOperation[]): string {
  const list = operations.map(({ resource, type }) => `  * ${resource.urn}, interrupted while ${type}\n`);
  return (
    `Attempting to deploy or update resources with ${operations.length} pending operations from previous deployment.\n` +
    `${list.join("")}These resources are in an unknown state because the engine was interrupted while it changed them.`
  );
}
