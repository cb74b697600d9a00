export { AddonBackupImport } from "./program/addonBackupImport";
export type { AddonBackupImportArgs, ImportDefinition } from "./program/args";
export { loadImportDefinition, parseImportDefinition } from "./program/importDefinition";
export { Provider, type ProviderArgs } from "./program/explicitProvider";
