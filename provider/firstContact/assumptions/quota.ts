import { agree } from "../../northflank/time";
import { isAnswer, type Answer, type Observations } from "../observations";
import { fails, holds, holdsIf, untold, type Assumption, type Finding } from "./assumption";

/** The responses to the user's token, in the order in which they came. */
const answersOf = ({ answers }: Observations): readonly Answer[] =>
  Object.entries(answers)
    .filter(([probe]) => probe !== "badToken")
    .map(([, answer]) => answer)
    .filter(isAnswer);

export const serverTime = ({ headers }: Answer): number => Date.parse(headers["date"] ?? "");

const count = (answer: Answer, what: "limit" | "remaining" | "reset"): number => {
  const value = answer.headers[`x-ratelimit-${what}`]?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
};

/** What the time until the reset is given in. */
export type ResetForm = "seconds until the reset" | "seconds since 1970" | "milliseconds since 1970";

const hourMs = 3_600_000;

export function resetForm(answer: Answer): ResetForm | undefined {
  const reset = count(answer, "reset");
  const now = serverTime(answer);
  const isSoon = (ms: number): boolean => ms >= 0 && ms <= hourMs;
  if (isSoon(reset * 1000)) return "seconds until the reset";
  if (isSoon(reset * 1000 - now)) return "seconds since 1970";
  return isSoon(reset - now) ? "milliseconds since 1970" : undefined;
}

function remainingFinding(answers: readonly Answer[]): Finding {
  const left = answers.map((answer) => count(answer, "remaining"));
  if (left.some((value) => Number.isNaN(value))) return fails("the header is missing, or no number");
  const steps = left.slice(1).map((value, index) => (left[index] ?? NaN) - value);
  if (steps.length === 0) return untold("there was one response");
  if (steps.every((step) => step === 1)) return holds();
  if (steps.every((step) => step === 0)) return fails("it stays the same");
  return untold("it fell by other numbers, as it does if others use the account at the same time");
}

function clockFinding(answers: readonly Answer[]): Finding {
  const dated = answers.filter((answer) => !Number.isNaN(serverTime(answer)));
  if (dated.length < answers.length) return fails("some responses have no `Date`");
  return holdsIf(
    dated.every((answer) => agree(serverTime(answer), answer.at)),
    "one of the clocks is wrong",
  );
}

export const quotaReliedOn = {
  clock: {
    claim: "The API's clock and this machine's are less than half an hour apart",
    judge: (seen) => clockFinding(answersOf(seen)),
  },
  reset: {
    claim: "Every response says in `x-ratelimit-reset` when the quota resets, within an hour",
    judge: (seen) =>
      holdsIf(
        answersOf(seen).every((answer) => resetForm(answer) !== undefined),
        "the header is missing, or no such time",
      ),
  },
} satisfies Record<string, Assumption>;

export const quotaEitherWay = {
  resetForm: {
    claim: "`x-ratelimit-reset` is the number of seconds until the reset",
    judge: (seen) => {
      const forms = [...new Set(answersOf(seen).map(resetForm))].map((form) => form ?? "no such time");
      return holdsIf(forms.join() === "seconds until the reset", `it is ${forms.join(", or ")}`);
    },
  },
  remaining: {
    claim: "`x-ratelimit-remaining` falls by one with each request",
    judge: (seen) => remainingFinding(answersOf(seen)),
  },
  limit: {
    claim: "The quota is 1000 requests an hour",
    judge: (seen) => {
      const limits = answersOf(seen).map((answer) => count(answer, "limit"));
      if (limits.some((limit) => Number.isNaN(limit)))
        return untold("`x-ratelimit-limit` is missing, or no number");
      return holdsIf(
        limits.every((limit) => limit === 1000),
        "it is another number",
      );
    },
  },
} satisfies Record<string, Assumption>;
