export { AddonBackupImport } from "./addonBackupImport";
export type { AddonBackupImportArgs, ImportDefinition } from "./args";
export { loadImportDefinition, parseImportDefinition } from "./importDefinition";
export { Provider, type ProviderArgs } from "./explicitProvider";
