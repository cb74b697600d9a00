/** What sends requests to Northflank: most of the code, loaded by the first step that needs it. Most previews do not. */
export { findBackup } from "../import/findBackup";
export { mergeSeen } from "../import/identity";
export { removeBackup } from "../import/removeBackup";
export { shownBackup } from "../import/session";
export { connectApi } from "../northflank/api";
export { adoptBackup, runImport } from "./create";
export { resumeWait } from "./wait";
