export { AddonBackupImport } from "./program/addonBackupImport";
export type {
  AddonBackupImportArgs,
  AddonBackupImportBase,
  AdoptedBackup,
  ImportFromConnectionString,
  ImportFromConnectionStringEnv,
  ImportFromUrl,
  ImportFromUrlEnv,
} from "./program/args";
export {
  loadImportDefinition,
  parseImportDefinition,
  type ConnectionStringDefinition,
  type ImportDefinition,
  type UrlDefinition,
} from "./program/importDefinition";
export { Provider, type ProviderArgs } from "./program/credentials";
