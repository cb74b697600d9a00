import { timeIn, meaningfulTime } from "../../northflank/time";
import { meaningful, wholeSize } from "../../northflank/schema";
import { documentedTypes, isKnownStatus, outcomeOf } from "../../northflank/backupWords";
import { at, backupsIn, textOf, type Fields } from "../values";
import { timeForm } from "../forms";
import { isRead } from "../observations";
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

const texts = (backups: readonly Fields[], name: string): readonly string[] =>
  backups.map((backup) => textOf(backup[name]) ?? "");

// A status that is not documented says neither.
const hasEnded = ({ status }: Fields): boolean => isKnownStatus(status) && outcomeOf(status) !== "pending";
const isRunning = ({ status }: Fields): boolean => isKnownStatus(status) && outcomeOf(status) === "pending";

function uidFinding(backups: readonly Fields[]): Finding {
  const uids = texts(backups, "uid");
  if (backups.every((backup) => backup["uid"] === undefined)) return fails("no backup has a uid");
  if (uids.every((uid) => uid === "")) return fails("every uid is empty");
  if (uids.some((uid) => meaningful(uid) === undefined)) return fails("a uid is empty, nil, or says nothing");
  if (backups.length === 1) return untold("there is one backup, and it has a uid");
  return new Set(uids).size === uids.length ? holds() : fails("backups share a uid");
}

function timesFinding(backups: readonly Fields[]): Finding {
  const times = [...texts(backups, "createdAt"), ...texts(backups.filter(hasEnded), "completedAt")];
  if (times.every((time) => time === "")) return fails("there are none");
  if (times.some((time) => meaningfulTime(time) === undefined))
    return fails("some are missing, or are no times");
  const forms = times.map((time) => timeForm(time) ?? "");
  if (!forms.every((form) => form.startsWith("ISO 8601"))) return fails("some are in another notation");
  return forms.some((form) => form.includes("no zone")) ? fails("they name no zone") : holds();
}

function sameFinding(body: unknown, backups: readonly Fields[]): Finding {
  const single = at(body, "data");
  const id = at(single, "id");
  const inList = backups.find((backup) => backup["id"] === id);
  if (inList === undefined) return fails("the backup read by itself has another id");
  const differing = ["name", "uid", "createdAt"].filter((name) => at(single, name) !== inList[name]);
  return differing.length === 0 ? holds() : fails(`they differ in ${differing.join(", ")}`);
}

/** What the provider needs to be true of a backup, to know it again. */
export const backupsReliedOn = {
  id: {
    claim: "Every backup has an id that fits into a path, and a name",
    judge: onBackups((backups) =>
      holdsIf(
        [...texts(backups, "id"), ...texts(backups, "name")].every(
          (text) => text !== "" && text.length <= 200,
        ),
        "some have none",
      ),
    ),
  },
  identity: {
    claim: "Every backup has a uid or a creation time, by which it is known again",
    judge: onBackups((backups) =>
      holdsIf(
        backups.every(
          (backup) =>
            meaningful(textOf(backup["uid"])) !== undefined ||
            meaningfulTime(textOf(backup["createdAt"])) !== undefined,
        ),
        "some have neither, so that destroy leaves them alone",
      ),
    ),
  },
  sameInBoth: {
    claim: "A backup read by itself has the id, name, uid and creation time that it has in the list",
    judge: onBody("backup", (body, { answers }) =>
      sameFinding(body, isRead(answers.list) ? backupsIn(answers.list.body) : []),
    ),
  },
  status: {
    claim: "Every status is a documented word",
    judge: onBackups((backups) =>
      holdsIf(
        backups.every((backup) => isKnownStatus(backup["status"])),
        "some are not, or are missing, and count as still running",
      ),
    ),
  },
} satisfies Record<string, Assumption>;

/** What may be one way or another. */
export const backupsEitherWay = {
  uid: { claim: "Every backup has a uid of its own", judge: onBackups(uidFinding) },
  times: { claim: "Times are ISO 8601 and name their zone", judge: onBackups(timesFinding) },
  completedAt: {
    claim: "A backup that has not ended has no `completedAt`",
    judge: onBackups((backups) => {
      const unfinished = backups.filter(isRunning);
      if (unfinished.length === 0) return untold("no backup runs");
      if (unfinished.every((backup) => !("completedAt" in backup))) return holds();
      return fails(
        unfinished.every((backup) => backup["completedAt"] === null) ? "it is null" : "it has one",
      );
    }),
  },
  completedAtInTheEnd: {
    claim: "A backup that has ended has a `completedAt`, not before its `createdAt`",
    judge: onBackups((backups) => {
      const ended = backups.filter(hasEnded);
      if (ended.length === 0) return untold("no backup has ended");
      return holdsIf(
        ended.every((backup) => timeIn(textOf(backup["completedAt"])) >= timeIn(textOf(backup["createdAt"]))),
        "some have none, or an earlier one",
      );
    }),
  },
  size: {
    claim: "`config.size` is a whole number of bytes, in a string",
    judge: onBackups((backups) => {
      const sizes = backups.map((backup) => at(backup, "config", "size"));
      if (sizes.every((size) => typeof size === "number")) return fails("it is a number");
      return holdsIf(
        sizes.every((size) => typeof size === "string" && wholeSize(size) !== undefined),
        "in some it is missing, or something else",
      );
    }),
  },
  sourceType: {
    claim: "`config.source.type`, where there is one, is a documented word",
    judge: onBackups((backups) => {
      const types = backups
        .map((backup) => at(backup, "config", "source", "type"))
        .filter((type) => type !== undefined);
      if (types.length === 0) return untold("no backup has one");
      return holdsIf(
        types.every((type) => documentedTypes.some((known) => known === type)),
        "some are not",
      );
    }),
  },
} satisfies Record<string, Assumption>;
