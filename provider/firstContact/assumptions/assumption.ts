import { isAnswer, isRead, probes, type Answer, type Observations, type Probe } from "../observations";
import { backupsIn, type Fields } from "../values";

/** What a run showed of an assumption. The remark is a piece of a sentence, without a value in it. */
export interface Finding {
  readonly is: "holds" | "does not hold" | "could not be told";
  readonly remark?: string | undefined;
}

export interface Assumption {
  /** One plain sentence, without its full stop. */
  readonly claim: string;
  readonly judge: (seen: Observations) => Finding;
}

export const holds = (remark?: string): Finding => ({ is: "holds", remark });
export const fails = (remark: string): Finding => ({ is: "does not hold", remark });
export const untold = (remark: string): Finding => ({ is: "could not be told", remark });

export const holdsIf = (isTrue: boolean, otherwise: string): Finding => (isTrue ? holds() : fails(otherwise));

/** A judgement on a response of any status. */
export const onAnswer =
  (probe: Probe, judge: (answer: Answer, seen: Observations) => Finding) =>
  (seen: Observations): Finding => {
    const answer = seen.answers[probe];
    return isAnswer(answer) ? judge(answer, seen) : untold(unread(seen, probe));
  };

/** A judgement on what a 200 said. */
export const onBody =
  (probe: Probe, judge: (body: unknown, seen: Observations) => Finding) =>
  (seen: Observations): Finding => {
    const answer = seen.answers[probe];
    return isRead(answer) ? judge(answer.body, seen) : untold(unread(seen, probe));
  };

/** A judgement on the addon's backups, of which there has to be at least one. */
export const onBackups = (
  judge: (backups: readonly Fields[], seen: Observations) => Finding,
): ((seen: Observations) => Finding) =>
  onBody("list", (body, seen) => {
    const backups = backupsIn(body);
    return backups.length === 0 ? untold("the addon has no backup") : judge(backups, seen);
  });

/** Why there is nothing to judge. */
export function unread(seen: Observations, probe: Probe): string {
  const answer = seen.answers[probe];
  if (isAnswer(answer) && answer.status !== 200)
    return `the API returned ${answer.status} for ${probes[probe]}`;
  if (isAnswer(answer)) return `the response for ${probes[probe]} is no JSON object`;
  if (answer !== undefined) return `there was no response for ${probes[probe]}`;
  const isEmpty = isRead(seen.answers.list) && backupsIn(seen.answers.list.body).length === 0;
  return isEmpty ? "the addon has no backup" : `there was no request for ${probes[probe]}`;
}
