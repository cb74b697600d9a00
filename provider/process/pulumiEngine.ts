import type { Engine } from "./ports";
import { EngineLiveness } from "./engineLiveness";
import { EngineLog } from "./engineLog";

/** The engine at the address that Pulumi gives every provider process as its argument. */
export function pulumiEngine(address: string | undefined): Engine {
  const log = new EngineLog(address);
  const liveness = new EngineLiveness(address, () => process.exit(1));
  liveness.watch();
  return {
    assertAlive: () => liveness.assertAlive(),
    warn: (urn, message) => {
      void log.warning(urn, message).then((taken) => {
        // The engine shows what the process prints, only less well placed.
        if (!taken) process.stderr.write(`warning: ${message}\n`);
      });
    },
    info: (urn, message) => void log.info(urn, message),
    progress: (urn, message) => void log.progress(urn, message),
  };
}
