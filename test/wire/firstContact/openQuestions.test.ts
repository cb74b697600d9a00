import assert from "node:assert/strict";
import { eitherWay, reliedOn } from "../../../provider/firstContact/assumptions";
import type { Assumption } from "../../../provider/firstContact/assumptions/assumption";
import { onlyImport } from "../../../provider/firstContact/assumptions/onlyImport";
import { type OpenAnswers, openQuestions } from "@test/simulator";
import { read, runningImport, type World } from "./reading";

/** What the report says of an assumption under each answer to a question. */
interface Told<Answer extends string | number> {
  readonly by: Assumption;
  readonly answers: Readonly<Record<Answer, string>>;
  readonly before?: World["before"];
}

/** Every question is told by reading, or is named among those that only another request can tell. */
type Plan = { readonly [Q in keyof OpenAnswers]: Told<OpenAnswers[Q]> | keyof typeof onlyImport };

const byChance = "could not be told: no two have, and only an import shows whether that is by chance";

const plan: Plan = {
  importAnswer: "importAnswer",
  importStatus: "importAnswer",
  nameClash: {
    by: eitherWay.equalNames,
    answers: { allow: "holds", rename: byChance, refuse: byChance },
  },
  backupId: {
    by: eitherWay.ids,
    answers: {
      slug: "holds",
      "numbered-slug": "does not hold: a number follows the name",
      "object-id": "does not hold: ids are 24 hex digits",
    },
  },
  slugPunctuation: {
    by: eitherWay.punctuation,
    answers: { hyphen: "holds", removed: "does not hold: it is left out" },
  },
  uid: {
    by: eitherWay.uid,
    answers: {
      present: "holds",
      absent: "does not hold: no backup has a uid",
      empty: "does not hold: every uid is empty",
      nil: "does not hold: a uid is empty, nil, or says nothing",
      "equal-for-all": "does not hold: backups share a uid",
    },
  },
  times: { by: eitherWay.times, answers: { utc: "holds", "no-zone": "does not hold: they name no zone" } },
  urlSourceType: "sourceTypes",
  connectionSourceType: "sourceTypes",
  unfinishedCompletedAt: {
    by: eitherWay.completedAt,
    answers: { absent: "holds", null: "does not hold: it is null" },
    before: runningImport,
  },
  listOrder: {
    by: eitherWay.order,
    answers: { "newest-first": "holds", "oldest-first": "does not hold: it begins with the oldest" },
  },
  paging: {
    by: reliedOn.lastPage,
    answers: {
      lawful: "holds",
      endless: "does not hold: a page that is not full says that there is another",
    },
  },
  concurrentImports: "concurrency",
  stoppedAddon: "stoppedAddon",
  addonStatusDuringImport: {
    by: eitherWay.addonStatus,
    answers: { running: "holds", backup: "does not hold: it is another" },
    before: runningImport,
  },
  deleteRunning: "deletion",
  deleteDuringRestore: "deletion",
  abortFinished: "abort",
  unknownBackup: "deletion",
  unlistedFields: "bodyRules",
  outOfScope: {
    by: eitherWay.elsewhere,
    answers: { "not-found": "holds", unauthorized: "does not hold: the API returned 401" },
  },
  quotaScope: "quotaScope",
  logOrder: {
    by: eitherWay.logOrder,
    answers: { forward: "holds", backward: "does not hold: the latest comes first" },
  },
  restoreId: {
    by: eitherWay.restoreId,
    answers: { same: "holds", "object-id": "does not hold: it is 24 hex digits" },
  },
  errorEcho: "echo",
  logEcho: "echo",
};

describe("what the documentation leaves open, in the report of first contact", () => {
  for (const question of Object.keys(openQuestions) as (keyof OpenAnswers)[]) {
    const told = plan[question];
    for (const answer of openQuestions[question]) {
      const settings = { [question]: answer };
      if (typeof told === "string")
        it(`${question}: ${answer} is left to ${told}`, async () => {
          const { code, out } = await read({ settings });
          assert.equal(code, 0);
          assert.ok(out.includes(`\n  ${onlyImport[told]}\n`), out);
        });
      else
        it(`${question}: ${answer} is told`, async () => {
          const { code, found } = await read({ settings, ...(told.before && { before: told.before }) });
          assert.equal(code, 0);
          assert.equal(found(told.by), (told.answers as Record<string, string>)[answer]);
        });
    }
  }
});
