import assert from "node:assert/strict";
import { eitherWay, reliedOn } from "../../../provider/firstContact/assumptions";
import type { Assumption } from "../../../provider/firstContact/assumptions/assumption";
import { allPermissions, defaultToken, ordersDb, type SimulatorSettings } from "@test/simulator";
import { read, runningImport, threeImports, type World } from "./reading";

interface Case extends World {
  readonly finds: readonly (readonly [Assumption, string])[];
  /** What else the report says. */
  readonly says?: readonly RegExp[];
}

/** A token that lacks one permission. */
const lacking = (permission: (typeof allPermissions)[number]): Partial<SimulatorSettings> => ({
  tokens: [
    {
      secret: defaultToken,
      label: "default",
      account: "acme",
      team: "acme",
      permissions: allPermissions.filter((other) => other !== permission),
    },
  ],
});

/** One of each setting that `openQuestions` does not list, and of each permission. */
const cases: Readonly<Record<string, Case>> = {
  "a token that may not read the project": {
    settings: lacking("Project > Projects > Manage > Read"),
    finds: [
      [eitherWay.project, "does not hold: the token's role lacks the permission"],
      [eitherWay.permission, "holds"],
      [reliedOn.noProject, "could not be told: the token's role lacks a permission"],
      [eitherWay.errorKind, "could not be told: there are not three such texts"],
    ],
  },
  "a token that may not read logs": {
    settings: lacking("Project > Addons > Deployment > View Instance Logs"),
    finds: [
      [eitherWay.logs, "does not hold: the token's role lacks the permission"],
      [eitherWay.logPrefix, "could not be told: the API returned 401 for the latest lines of its log"],
      [eitherWay.permission, "holds"],
    ],
    says: [/error\.details\.requiredPermission \(not in all\): a string of 20-39 characters/],
  },
  "a token that may only read": {
    settings: lacking("Project > Addons > General > Update"),
    finds: [
      [reliedOn.list, "holds"],
      [eitherWay.permission, "could not be told: the token lacks none of the permissions to read"],
    ],
  },
  "an addon without backups": {
    before: () => undefined,
    finds: [
      [eitherWay.uid, "could not be told: the addon has no backup"],
      [eitherWay.logs, "could not be told: the addon has no backup"],
      [reliedOn.nextPage, "could not be told: the addon has no backup"],
      [reliedOn.noBackup, "holds"],
    ],
    says: [/The list of backups, which has none:\n {2}data\.backups: an empty list/],
  },
  "an addon with one backup": {
    before: ({ world }) => void world.addBackup(ordersDb, { name: "Zebra" }),
    finds: [
      [eitherWay.uid, "could not be told: there is one backup, and it has a uid"],
      [eitherWay.order, "could not be told: there are no two backups of different times"],
      [eitherWay.cursor, "could not be told: the addon has one backup"],
    ],
    says: [/which has one:/],
  },
  "an addon with more backups than a page": {
    before: ({ world }) => {
      for (let hour = 0; hour < 120; hour += 1)
        world.addBackup(ordersDb, {
          name: "Zebra",
          createdAt: new Date(Date.parse("2026-01-01T00:00:00.000Z") + hour * 3_600_000).toISOString(),
        });
    },
    finds: [
      [reliedOn.length, "could not be told: there is more than a page of 100"],
      [reliedOn.lastPage, "could not be told: the addon has more than a page of 100"],
      [eitherWay.cursor, "holds"],
    ],
    says: [/which has 100 or more:/],
  },
  "an import that runs": {
    before: runningImport,
    finds: [
      [reliedOn.status, "holds"],
      [eitherWay.completedAtInTheEnd, "holds"],
    ],
    says: [/data\.backups\[\]\.completedAt \(not in all\): ISO/, /status: "completed" \| "in-progress"/],
  },
  "imports that fail": {
    settings: { outcome: "failed", failureLog: "pg_restore: error: password of kunigunde" },
    finds: [[reliedOn.status, "holds"]],
    says: [/data\.backups\[\]\.status: "failed"/],
  },
  "a status word that is not documented": {
    settings: { statusWords: { completed: "kunigunde" } },
    finds: [
      [reliedOn.status, "does not hold: some are not, or are missing, and count as still running"],
      [eitherWay.completedAt, "could not be told: no backup runs"],
    ],
    says: [/data\.status: an undocumented word of 9 letters/],
  },
  "a status word from elsewhere in the API": {
    settings: { statusWords: { completed: "success" } },
    finds: [[reliedOn.status, "does not hold: some are not, or are missing, and count as still running"]],
    says: [/data\.status: "success", which is not documented here/],
  },
  "a status in another spelling": {
    settings: { statusWords: { completed: "COMPLETED" } },
    finds: [[reliedOn.status, "holds"]],
    says: [/data\.status: "COMPLETED"/],
  },
  "a status that is a number, and one that is missing": {
    settings: { statusWords: { completed: 7, "in-progress": null } },
    before: runningImport,
    finds: [[reliedOn.status, "does not hold: some are not, or are missing, and count as still running"]],
    says: [/data\.backups\[\]\.status \(not in all\): a whole number/],
  },
  "a list that lags": {
    settings: { listLagSeconds: 700 },
    finds: [
      [
        eitherWay.equalNames,
        "could not be told: no two have, and only an import shows whether that is by chance",
      ],
    ],
  },
  "a backup that is listed, and not yet to be read": {
    settings: { getLagSeconds: 10_000 },
    finds: [[reliedOn.sameInBoth, "could not be told: the API returned 404 for one of its backups"]],
  },
  "another quota": {
    settings: { quotaPerHour: 750 },
    finds: [[eitherWay.limit, "does not hold: it is another number"]],
    says: [/x-ratelimit-limit: a whole number\n/],
  },
  "a quota that ends on the way": {
    settings: { quotaPerHour: 9 },
    finds: [
      [eitherWay.limit, "does not hold: it is another number"],
      [reliedOn.badToken, "could not be told: there was no request for the addon with an invalid token"],
    ],
    says: [/\n {2}429 {2}/],
  },
  "a clock that is two hours ahead": {
    settings: { dateAheadSeconds: 7200 },
    finds: [[reliedOn.clock, "does not hold: one of the clocks is wrong"]],
    says: [/this machine's: half an hour apart or more/],
  },
  "a clock that is ten minutes behind": {
    settings: { dateAheadSeconds: -600 },
    finds: [[reliedOn.clock, "holds"]],
    says: [/this machine's: 1 to 30 minutes apart/],
  },
  "an organisation's token, with its team": {
    settings: {
      tokens: [{ secret: defaultToken, label: "default", account: "acme", permissions: allPermissions }],
    },
    flags: ["--team", "acme"],
    before: () => undefined,
    finds: [[eitherWay.elsewhere, "holds"]],
    says: [/by paths with a team/],
  },
  "a team's token, with its team": {
    flags: ["--team", "acme"],
    finds: [[eitherWay.elsewhere, "could not be told: the API accepts the token there, too"]],
  },
  "a team's path that is refused as a token is": {
    settings: { outOfScope: "unauthorized" },
    finds: [
      [eitherWay.elsewhere, "does not hold: the API returned 401"],
      [eitherWay.permission, "could not be told: the token lacks none of the permissions to read"],
    ],
  },
  "an addon that is paused": {
    before: async (simulator, clock) => {
      await threeImports(simulator, clock);
      simulator.world.setAddonStatus(ordersDb, "paused");
    },
    finds: [
      [
        eitherWay.addonStatus,
        "could not be told: no backup runs; only an import, or another backup, shows it",
      ],
    ],
    says: [/data\.status: "paused"/],
  },
};

describe("the report of first contact", () => {
  for (const [title, { finds, says = [], ...world }] of Object.entries(cases))
    it(`tells of ${title}`, async () => {
      const { code, out, found } = await read(world);
      assert.equal(code, 0);
      for (const [assumption, finding] of finds) assert.equal(found(assumption), finding, assumption.claim);
      for (const pattern of says) assert.match(out, pattern);
    });
});
