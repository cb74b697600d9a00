import type { KnownBackup } from "../import/identity";
import { shownBackup, type Session } from "../import/session";
import type { CheckedInputs } from "../inputs/checkedInputs";
import type { Values } from "../inputs/values";
import { outcomeOf } from "../northflank/statusWords";
import { importFailed, stillRunning } from "./partialFailures";
import { inputsIn, recorded, stateOf, stillAdopted, type SavedState } from "./state";
import { waitForEnd } from "./wait";

/** Resumes the wait for an import that an earlier run started. Returns the new state. */
export async function resumeWait(
  session: Session,
  known: KnownBackup,
  state: SavedState,
  news: CheckedInputs,
): Promise<Values> {
  const inputs = stillAdopted(state, news);
  let seen = known;
  const ended = await waitForEnd(session, seen, session.ports.clock.now(), (backup) => (seen = backup)).catch(
    (thrown: unknown) => {
      throw stillRunning(session, inputs, seen, thrown);
    },
  );
  if (outcomeOf(ended.status) === "failed") throw await importFailed(session, inputs, ended);
  return recorded(stateOf(inputsIn(state), shownBackup(session, ended)), news);
}
