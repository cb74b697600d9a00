/** Northflank's own clients: what they send, and what they start. */
export { importByJsClient } from "./jsClient";
export { cliClient } from "./northflankCliClient";
export { runCli, type CliRun } from "./northflankCli";
export { inPairs } from "./pairs";
export { onWiretap, type WireRequest, type Wiretap } from "./wiretap";
