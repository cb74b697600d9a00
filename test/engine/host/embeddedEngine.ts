import type { Engine } from "../engine";
import { EmbeddedStack } from "./embeddedStack";
import { processHost } from "./processHost";

/** Programs and providers run as they do under the CLI; the engine between them is the one in `core`. */
export const embeddedEngine: Engine = {
  kind: "embedded",
  openStack: (options) => Promise.resolve(new EmbeddedStack(processHost, options)),
};
