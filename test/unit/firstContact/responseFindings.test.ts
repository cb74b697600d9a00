import { eitherWay, reliedOn } from "../../../provider/firstContact/assumptions";
import type { Answers } from "../../../provider/firstContact/observations";
import { answer, backup, backups, findings, hour } from "./seen";

const lines = (...times: readonly unknown[]): Answers => ({
  logs: answer({ data: times.map((ts) => ({ ts, log: "q" })) }),
});
const quota = (...remaining: readonly string[]): Answers => {
  const [addon, project, list] = remaining.map((value) =>
    answer({ data: {} }, { "x-ratelimit-remaining": value }),
  );
  return { ...(addon && { addon }), ...(project && { project }), ...(list && { list }) };
};

describe("of responses, first contact finds", () => {
  findings([
    [
      "a list without paging",
      reliedOn.lastPage,
      backups({}),
      "does not hold: `pagination.hasNextPage` is missing",
    ],
    ["a log forward", eitherWay.logBackward, lines(hour(1), hour(2)), "does not hold: the latest comes last"],
    ["a log in no order", eitherWay.logBackward, lines(1, 3, 2), "does not hold: in no order"],
    [
      "a log without times",
      eitherWay.logBackward,
      lines("soon", hour(2)),
      "does not hold: a line has no time",
    ],
    [
      "a log of one time",
      eitherWay.logBackward,
      lines(hour(1), hour(1)),
      "could not be told: the log has no two lines of different times",
    ],
    ["a log without prefixes", eitherWay.logPrefix, lines(hour(1)), "does not hold: some do not"],
    ["an empty log", eitherWay.logPrefix, lines(), "could not be told: the log is empty"],
    [
      "a quota that others use",
      eitherWay.remaining,
      quota("90", "89", "80"),
      "could not be told: it fell by other numbers, as it does if others use the account at the same time",
    ],
    ["a quota that stays", eitherWay.remaining, quota("90", "90", "90"), "does not hold: it stays the same"],
    [
      "a quota in one response",
      eitherWay.remaining,
      quota("90"),
      "could not be told: there was one response",
    ],
    [
      "a quota that is no number",
      eitherWay.remaining,
      quota("many", "few"),
      "does not hold: the header is missing, or no number",
    ],
    [
      "an accepted invalid token",
      reliedOn.badToken,
      { badToken: answer({ data: {} }) },
      "does not hold: the API returned 200",
    ],
    [
      "an invalid token that lacks a permission",
      reliedOn.badToken,
      { badToken: answer({ error: { details: { requiredPermission: "q" } } }, {}, 401) },
      "does not hold: it names one, as if the token were valid",
    ],
    [
      "a 404 that repeats the id",
      eitherWay.errorText,
      { noBackup: answer({ error: { message: "no pulumi-northflank-check-asks-for-nothing" } }, {}, 404) },
      "does not hold: it repeats the id",
    ],
    [
      "a 404 without a text",
      eitherWay.errorText,
      { noBackup: answer(undefined, {}, 404) },
      "could not be told: there is no text",
    ],
    [
      "a 403",
      eitherWay.permission,
      { logs: answer({ error: {} }, {}, 403) },
      "does not hold: the API returned 403 without naming it",
    ],
    [
      "pages of two",
      eitherWay.perPage,
      { pageOne: answer({ data: { backups: [backup, backup] } }) },
      "does not hold: it has more, or none",
    ],
    [
      "no cursor",
      eitherWay.cursor,
      { ...backups({}, {}), pageOne: answer({ data: { backups: [backup] } }) },
      "does not hold: there is none",
    ],
    [
      "a cursor that leads nowhere",
      reliedOn.nextPage,
      { ...backups({}, { id: "okapi" }), byCursor: answer({ data: { backups: [] } }) },
      "does not hold: the cursor leads to an empty page",
    ],
    [
      "a page number that is not obeyed",
      reliedOn.nextPage,
      { ...backups({}, { id: "okapi" }), byNumber: answer({ data: { backups: [backup] } }) },
      "does not hold: the number leads to the first again",
    ],
    [
      "a restore of another id",
      eitherWay.restoreId,
      { addonRestores: answer({ data: { restores: [{ id: "okapi" }] } }) },
      "does not hold: it is something else",
    ],
    [
      "a restore that names no backup",
      eitherWay.restoresFit,
      { addonRestores: answer({ data: { restores: [{ id: "okapi" }] } }) },
      "does not hold: some name none",
    ],
    [
      "restores on several pages",
      eitherWay.restoresFit,
      {
        addonRestores: answer({
          data: { restores: [{ backupId: "okapi" }] },
          pagination: { hasNextPage: true },
        }),
      },
      "does not hold: there is another page",
    ],
    [
      "a backup that differs by itself",
      reliedOn.sameInBoth,
      { ...backups({ uid: "q" }), backup: answer({ data: { ...backup, uid: "r", createdAt: hour(1) } }) },
      "does not hold: they differ in uid, createdAt",
    ],
    [
      "404s that say all the same",
      eitherWay.errorKind,
      Object.fromEntries(
        ["noBackup", "noAddon", "noProject"].map((probe) => [
          probe,
          answer({ error: { message: "Addon?" } }, {}, 404),
        ]),
      ),
      "does not hold: not all of them do",
    ],
  ]);
});
