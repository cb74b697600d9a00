import { timeIn } from "../../northflank/time";
import { isRead } from "../observations";
import { at, backupsIn, listed, textOf, type Fields } from "../values";
import {
  fails,
  holds,
  holdsIf,
  onBackups,
  onBody,
  untold,
  type Assumption,
  type Finding,
} from "./assumption";

const hasNextPage = (body: unknown): unknown => at(body, "pagination", "hasNextPage");

/** Whether each is at least the next. */
const falls = (values: readonly number[]): boolean =>
  values.every((value, index) => value >= (values[index + 1] ?? -Infinity));

function orderFinding(backups: readonly Fields[]): Finding {
  const times = backups.map((backup) => timeIn(textOf(backup["createdAt"])));
  if (new Set(times).size < 2) return untold("there are no two backups of different times");
  if (falls(times)) return holds();
  if (falls([...times].reverse())) return fails("it begins with the oldest");
  for (const name of ["name", "id"]) {
    const texts = backups.map((backup) => textOf(backup[name]) ?? "");
    if (texts.join("\n") === [...texts].sort().join("\n")) return fails(`it goes by ${name}`);
  }
  return fails("it goes neither by time, nor by name, nor by id");
}

/** Whether a page of one backup is the second one of the list. */
const second =
  (how: string) =>
  (body: unknown, backups: readonly Fields[]): Finding => {
    const [found] = backupsIn(body);
    if (backups.length < 2) return untold("the addon has one backup");
    if (found === undefined) return fails(`${how} leads to an empty page`);
    if (found["id"] === backups[1]?.["id"]) return holds();
    return fails(
      `${how} leads to ${found["id"] === backups[0]?.["id"] ? "the first again" : "another backup"}`,
    );
  };

const listOf = (list: Parameters<typeof isRead>[0]): readonly Fields[] =>
  isRead(list) ? backupsIn(list.body) : [];

/** What the provider needs to be true of a list, to find a backup there. */
export const listsReliedOn = {
  lastPage: {
    claim: "A list says which of its pages is the last",
    judge: onBody("list", (body) => {
      const next = hasNextPage(body);
      if (typeof next !== "boolean") return fails("`pagination.hasNextPage` is missing");
      if (!next) return holds();
      return backupsIn(body).length < 100
        ? fails("a page that is not full says that there is another")
        : untold("the addon has more than a page of 100");
    }),
  },
  nextPage: {
    claim: "A cursor, or the page's number, leads to the next backup",
    judge: (seen) => {
      const backups = listOf(seen.answers.list);
      const byCursor = onBody("byCursor", (body) => second("the cursor")(body, backups))(seen);
      return byCursor.is === "could not be told"
        ? onBody("byNumber", (body) => second("the number")(body, backups))(seen)
        : byCursor;
    },
  },
  length: {
    claim: "The addon has fewer than 5000 backups",
    judge: onBody("list", (body) =>
      hasNextPage(body) === true ? untold("there is more than a page of 100") : holds(),
    ),
  },
} satisfies Record<string, Assumption>;

const lineTimes = (body: unknown): readonly number[] =>
  listed(body, "logs").map(({ ts }) => (typeof ts === "number" ? ts : timeIn(textOf(ts))));

function logOrder(body: unknown, wanted: "forward" | "backward"): Finding {
  const times = lineTimes(body);
  if (times.some((time) => Number.isNaN(time))) return fails("a line has no time");
  if (new Set(times).size < 2) return untold("the log has no two lines of different times");
  if (falls(times)) return holdsIf(wanted === "backward", "the latest comes first");
  return falls([...times].reverse())
    ? holdsIf(wanted === "forward", "the latest comes last")
    : fails("in no order");
}

export const listsEitherWay = {
  order: { claim: "A list of backups begins with the newest", judge: onBackups(orderFinding) },
  perPage: {
    claim: "`per_page=1` makes a page of one backup",
    judge: onBody("pageOne", (body) => holdsIf(backupsIn(body).length === 1, "it has more, or none")),
  },
  cursor: {
    claim: "Pages have a cursor, which leads to the next backup",
    judge: onBody("pageOne", (body, seen) => {
      const backups = listOf(seen.answers.list);
      if (backups.length < 2) return untold("the addon has one backup");
      if (textOf(at(body, "pagination", "cursor")) === undefined) return fails("there is none");
      return onBody("byCursor", (next) => second("the cursor")(next, backups))(seen);
    }),
  },
  pageNumber: {
    claim: "`page=2` leads to the second page",
    judge: onBody("byNumber", (body, seen) => second("the number")(body, listOf(seen.answers.list))),
  },
  logBackward: {
    claim: "A log asked for backward begins with its latest line",
    judge: onBody("logs", (body) => logOrder(body, "backward")),
  },
  logOrder: {
    claim: "A log asked for in no direction begins with its first line",
    judge: onBody("logsInAnyOrder", (body) => logOrder(body, "forward")),
  },
  logPrefix: {
    claim: "Log lines begin as the container runtime writes them, with `stdout F `",
    judge: onBody("logs", (body) => {
      const lines = listed(body, "logs").map(({ log }) => textOf(log) ?? "");
      if (lines.length === 0) return untold("the log is empty");
      return holdsIf(
        lines.every((line) => /^std(out|err) [FP] /.test(line)),
        "some do not",
      );
    }),
  },
  restoresFit: {
    claim: "The addon's restores fit on a page of 100, and each names its backup",
    judge: onBody("addonRestores", (body) => {
      const restores = listed(body, "restores");
      if (restores.length === 0) return untold("the addon has no restore");
      if (hasNextPage(body) === true) return fails("there is another page");
      return holdsIf(
        restores.every(({ backupId }) => typeof backupId === "string" && backupId !== ""),
        "some name none",
      );
    }),
  },
  restoreId: {
    claim: "A restore's id in lists is the number of milliseconds that starting one returns",
    judge: onBody("addonRestores", (body) => {
      const ids = listed(body, "restores").map(({ id }) => String(id));
      if (ids.length === 0) return untold("the addon has no restore");
      if (ids.every((id) => /^[0-9a-f]{24}$/.test(id))) return fails("it is 24 hex digits");
      return holdsIf(
        ids.every((id) => /^\d{13}$/.test(id)),
        "it is something else",
      );
    }),
  },
} satisfies Record<string, Assumption>;
