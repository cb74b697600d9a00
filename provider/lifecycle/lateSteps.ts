/**
 * Everything that sends requests, which is most of the code. Loaded by the first step that needs it; most previews
 * never do.
 */
export { findAmongMany, findBackup } from "../import/findBackup";
export { mergeSeen } from "../import/identity";
export { removeBackup } from "../import/removeBackup";
export { shownBackup } from "../import/session";
export { connectApi } from "../northflank/api";
export { adoptBackup, runImport } from "./create";
export { resumeWait } from "./wait";
