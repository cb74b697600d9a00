import { isAnswer, isRead, type Answer, type Observations, type Probe } from "../observations";
import { at, backupsIn, textOf } from "../values";
import {
  fails,
  holdsIf,
  onAnswer,
  onBody,
  unread,
  untold,
  type Assumption,
  type Finding,
} from "./assumption";

const permissionIn = ({ body }: Answer): unknown => at(body, "error", "details", "requiredPermission");

const notFound = (probe: Probe): ((seen: Observations) => Finding) =>
  onAnswer(probe, (answer) => {
    if (permissionIn(answer) !== undefined) return untold("the token's role lacks a permission");
    return holdsIf(answer.status === 404, `the API returned ${answer.status}`);
  });

const answersOf = ({ answers }: Observations): readonly Answer[] => Object.values(answers).filter(isAnswer);

const readable = (probe: Probe): ((seen: Observations) => Finding) =>
  onAnswer(probe, (answer) => {
    if (permissionIn(answer) !== undefined) return fails("the token's role lacks the permission");
    if (answer.status !== 200) return fails(`the API returned ${answer.status}`);
    return holdsIf(isRead(answer), "the response is no JSON object");
  });

/** What the provider needs to be true to read, and to tell "gone" from "not allowed". */
export const accessReliedOn = {
  envelope: {
    claim: "Responses are JSON: `data` in a 200, `error` with a message otherwise",
    judge: (seen) => {
      const odd = answersOf(seen).filter(({ status, body }) =>
        status === 200 ? at(body, "data") === undefined : textOf(at(body, "error", "message")) === undefined,
      );
      return holdsIf(odd.length === 0, `not so in ${odd.length} of ${answersOf(seen).length}`);
    },
  },
  noBackup: { claim: "The API returns 404 for a backup that does not exist", judge: notFound("noBackup") },
  noAddon: { claim: "The API returns 404 for an addon that does not exist", judge: notFound("noAddon") },
  noProject: { claim: "The API returns 404 for a project that does not exist", judge: notFound("noProject") },
  badToken: {
    claim: "The API returns 401 for an invalid token, and names no permission",
    judge: onAnswer("badToken", (answer) => {
      if (answer.status !== 401) return fails(`the API returned ${answer.status}`);
      return holdsIf(permissionIn(answer) === undefined, "it names one, as if the token were valid");
    }),
  },
  list: { claim: "The token may list the addon's backups", judge: readable("list") },
} satisfies Record<string, Assumption>;

export const accessEitherWay = {
  project: { claim: "The token may read the project", judge: readable("project") },
  logs: {
    claim: "The token may read a backup's log",
    judge: (seen) =>
      seen.answers.logs === undefined ? untold(unread(seen, "logs")) : readable("logs")(seen),
  },
  restores: { claim: "The token may list the addon's restores", judge: readable("addonRestores") },
  permission: {
    claim: "A missing permission is a 401 that names it in `error.details.requiredPermission`",
    judge: (seen) => {
      const refusals = Object.entries(seen.answers).flatMap(([probe, answer]) =>
        probe !== "badToken" &&
        probe !== "elsewhere" &&
        isAnswer(answer) &&
        [401, 403].includes(answer.status)
          ? [answer]
          : [],
      );
      if (refusals.length === 0) return untold("the token lacks none of the permissions to read");
      return holdsIf(
        refusals.every((refusal) => refusal.status === 401 && permissionIn(refusal) !== undefined),
        `the API returned ${[...new Set(refusals.map(({ status }) => status))].join(" and ")} without naming it`,
      );
    },
  },
  elsewhere: {
    claim: "A path that is not the token's, for another team or for none, is a 404",
    judge: onAnswer("elsewhere", ({ status }) =>
      status === 200
        ? untold("the API accepts the token there, too")
        : holdsIf(status === 404, `the API returned ${status}`),
    ),
  },
  errorText: {
    claim: "The text about a backup that does not exist leaves out the id that was asked for",
    judge: onAnswer("noBackup", ({ body }) => {
      const message = textOf(at(body, "error", "message"));
      if (message === undefined) return untold("there is no text");
      return holdsIf(!message.includes("pulumi-northflank-check"), "it repeats the id");
    }),
  },
  errorKind: {
    claim: "The text of a 404 says whether the backup, the addon or the project does not exist",
    judge: (seen) => {
      const told = (["noBackup", "noAddon", "noProject"] as const).map((probe) => {
        const answer = seen.answers[probe];
        const message =
          isAnswer(answer) && answer.status === 404 ? textOf(at(answer.body, "error", "message")) : "";
        return { message: message?.toLowerCase() ?? "", what: probe.slice("no".length).toLowerCase() };
      });
      if (told.some(({ message }) => message === "")) return untold("there are not three such texts");
      return holdsIf(
        told.every(({ message, what }) => message.includes(what)),
        "not all of them do",
      );
    },
  },
  addonStatus: {
    claim: "An addon's status stays `running` while a backup runs",
    judge: onBody("addon", (body, seen) => {
      const { list } = seen.answers;
      if (!isRead(list)) return untold(unread(seen, "list"));
      if (!hasRunningBackup(list.body))
        return untold("no backup runs; only an import, or another backup, shows it");
      return holdsIf(at(body, "data", "status") === "running", "it is another");
    }),
  },
} satisfies Record<string, Assumption>;

const running = ["in-progress", "scheduled"];

const hasRunningBackup = (body: unknown): boolean =>
  backupsIn(body).some(({ status }) => running.some((word) => word === status));
