import { adoptAndGet, githubActions, previewEnvironment, withApplication } from "./scenes/around";
import { fromConnectionString, fromSignedUrl } from "./scenes/direct";
import { fromEnvironment, sharedDefinition } from "./scenes/indirect";
import { manyDatabases, twoAccounts } from "./scenes/several";
import type { Example } from "./example";

/** All programs of `examples/`, in the order of its README. */
export const examples: readonly Example[] = [
  fromConnectionString,
  fromSignedUrl,
  fromEnvironment,
  manyDatabases,
  twoAccounts,
  adoptAndGet,
  sharedDefinition,
  withApplication,
  previewEnvironment,
  githubActions,
];
