import type { Exchange } from "../northflank/client";
import { progress, type Session } from "./session";
import { sendingFailed } from "./startFailure";

/** Waits before the import is sent again, and says on the resource's row what for. */
export async function pauseToTryAgain(session: Session, exchange: Exchange, ms: number): Promise<void> {
  progress(session, `trying again: ${sendingFailed(session, exchange, "").message}`);
  await session.ports.clock.sleep(ms);
  progress(session, "");
}
