import assert from "node:assert/strict";
import { eitherWay, reliedOn } from "../../../provider/firstContact/assumptions";
import {
  allPermissions,
  defaultToken,
  htmlPage,
  ordersDb,
  redirect,
  type FaultAction,
} from "@test/simulator";
import { read, threeImports, type World } from "./reading";

interface Refusal extends World {
  readonly says: RegExp;
  readonly requests: number;
}

const fault =
  (action: FaultAction): NonNullable<World["before"]> =>
  (simulator) =>
    void simulator.inject({ action });

const refusals: Readonly<Record<string, Refusal>> = {
  "a token that is not valid": {
    env: { NORTHFLANK_API_TOKEN: "nf-qqxyzzyqq" },
    says: /^Northflank returned 401: the token from the environment variable NORTHFLANK_API_TOKEN is not valid/m,
    requests: 1,
  },
  "a token without the permission": {
    settings: {
      tokens: [
        {
          secret: defaultToken,
          label: "default",
          account: "acme",
          team: "acme",
          permissions: allPermissions.filter(
            (permission) => permission !== "Project > Addons > General > Read",
          ),
        },
      ],
    },
    says: /may not read the addon: grant its role "Project > Addons > General", Read\.$/m,
    requests: 1,
  },
  "a project that is not there": {
    before: ({ world }) => {
      world.removeProject(ordersDb);
    },
    says: /there is no such project \(Northflank returned 404\); check --project/,
    requests: 2,
  },
  "an addon that is not there": {
    before: ({ world }) => {
      world.removeAddon(ordersDb);
    },
    says: /^The project has no such addon \(Northflank returned 404\); check --addon\.$/m,
    requests: 2,
  },
  "a team that is not the token's": {
    flags: ["--team", "elsewhere"],
    says: /there is no such project/,
    requests: 2,
  },
  "a quota that is used up": {
    settings: { quotaPerHour: 0 },
    says: /^Northflank returned 429: the account has used up its requests of this hour; try again in an hour\.$/m,
    requests: 1,
  },
  "a connection that breaks": {
    before: fault({ do: "reset" }),
    says: /^The API did not respond \(ECONNRESET\); check the network, and check NORTHFLANK_API_BASE_URL/m,
    requests: 1,
  },
  "an error of the API": {
    before: fault({ do: "answer", status: 500, body: { error: { status: 500, message: "kunigunde" } } }),
    says: /^Northflank returned 500 for the addon; try again later\.$/m,
    requests: 1,
  },
  "a redirect": {
    before: fault(redirect(302, "https://legacy-hq.example.com/login?kunigunde")),
    says: /^What is at the API's address is not Northflank's API \(it returned 302\)/m,
    requests: 1,
  },
  "somebody's page": {
    before: fault(htmlPage(200)),
    says: /^What is at the API's address is not Northflank's API \(it returned 200\)/m,
    requests: 1,
  },
  "a 404 with no word of the project": {
    before: (simulator) => {
      simulator.world.removeAddon(ordersDb);
      simulator.inject({ on: "getProject", action: { do: "reset" } });
    },
    says: /^There is no such addon or no such project/m,
    requests: 2,
  },
  "a refusal without a reason": {
    before: fault({ do: "answer", status: 418, body: { error: { status: 418, message: "kunigunde" } } }),
    says: /^Northflank returned 418 for the addon, which this command does not expect; please report it\.$/m,
    requests: 1,
  },
};

describe("first contact, where the addon cannot be read", () => {
  for (const [title, { says, requests, ...world }] of Object.entries(refusals))
    it(`ends with one sentence and exit code 1 for ${title}`, async () => {
      const reading = await read(world);
      assert.equal(reading.code, 1);
      assert.equal(reading.out, "");
      assert.match(reading.err, says);
      assert.equal(reading.err.trimEnd().split("\n").length, 2, "the announcement, and the sentence");
      assert.equal(reading.requests.length, requests);
    });
});

describe("first contact, where some responses are faults", () => {
  const beyond = (on: "getBackupLogs" | "listBackups" | "listAddonRestores", action: FaultAction): World => ({
    before: async (simulator, clock) => {
      await threeImports(simulator, clock);
      simulator.inject({ on, action });
    },
  });

  it("says of a page in place of the list that it is no JSON", async () => {
    const { found, out } = await read(beyond("listBackups", htmlPage(200)));
    const why = "the response for the list of its backups is no JSON object";
    assert.equal(found(eitherWay.uid), `could not be told: ${why}`);
    assert.equal(found(reliedOn.list), "does not hold: the response is no JSON object");
    assert.equal(found(reliedOn.envelope).startsWith("does not hold: not so in 1 of "), true);
    assert.doesNotMatch(out, /proxy's page/);
  });

  it("says of a log that breaks off that it is no JSON", async () => {
    const { found } = await read(beyond("getBackupLogs", { do: "truncate", ending: "cut" }));
    assert.match(
      found(eitherWay.logPrefix),
      /^could not be told: the response for the latest lines of its log is no JSON object$/,
    );
  });

  it("goes on after one request without a response", async () => {
    const { found, code } = await read(beyond("listAddonRestores", { do: "reset" }));
    assert.equal(code, 0);
    assert.equal(
      found(eitherWay.restores),
      "could not be told: there was no response for the restores of the addon",
    );
    assert.equal(found(reliedOn.badToken), "holds");
  });

  it("stops after two", async () => {
    const { found, out } = await read(beyond("getBackupLogs", { do: "reset" }));
    assert.match(out, /\n {2}--- {2}lines of its log in no given direction\n\n/);
    assert.equal(
      found(reliedOn.noBackup),
      "could not be told: there was no request for a backup that does not exist",
    );
  });

  it("says of a 500 with which status the API refused", async () => {
    const { found } = await read(
      beyond("listAddonRestores", { do: "answer", status: 500, body: { error: { message: "kunigunde" } } }),
    );
    assert.equal(found(eitherWay.restores), "does not hold: the API returned 500");
    assert.equal(
      found(eitherWay.restoreId),
      "could not be told: the API returned 500 for the restores of the addon",
    );
  });
});
