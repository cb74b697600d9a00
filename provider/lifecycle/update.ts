import type { KnownBackup } from "../import/identity";
import { shownBackup, type Session } from "../import/session";
import type { CheckedInputs } from "../inputs/checkedInputs";
import type { Values } from "../inputs/values";
import { inputsIn, recorded, stateOf, stillAdopted, type SavedState } from "./state";
import { endOf } from "./wait";

/** Resumes the wait for an import that an earlier run started. Returns the new state. */
export async function resumeWait(
  session: Session,
  known: KnownBackup,
  state: SavedState,
  news: CheckedInputs,
): Promise<Values> {
  const inputs = stillAdopted(state, news);
  const { ended, failure } = await endOf(session, inputs, {
    backup: known,
    since: session.ports.clock.now(),
  });
  if (failure !== undefined) throw failure;
  return recorded(stateOf(inputsIn(state), shownBackup(session, ended)), news);
}
