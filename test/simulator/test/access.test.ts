import assert from "node:assert/strict";
import { request } from "node:http";
import { allPermissions, scriptedClock, type Simulator, startSimulator, type TokenDeclaration } from "..";
import { send } from "../plainClient";

const clock = scriptedClock();
const addon = "/projects/shop/addons/orders-db";
const body = { name: "orders", importUrl: "https://example.com/dump.gz" };
const update = "Project > Addons > General > Update";
const read = "Project > Addons > General > Read";
const viewLogs = "Project > Addons > Deployment > View Instance Logs";

function token(secret: string, rest: Partial<TokenDeclaration>): TokenDeclaration {
  return { secret, label: `the ${secret} token`, account: "acme", permissions: allPermissions, ...rest };
}

function team(id: string) {
  return { id, projects: [{ id: "shop", addons: [{ id: "orders-db" }] }] };
}

describe("access to the simulated API", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator(
      {
        accounts: [
          { id: "acme", teams: [team("acme-shop"), team("acme-lab")] },
          { id: "rival", teams: [team("rival")] },
        ],
        tokens: [
          token("org", {}),
          token("shop", { team: "acme-shop" }),
          token("reader", { team: "acme-shop", permissions: [read] }),
          token("writer", { team: "acme-shop", permissions: [update] }),
          token("rival", { account: "rival", team: "rival" }),
        ],
      },
      { clock },
    );
  });
  afterEach(async () => {
    await simulator.close();
  });

  async function statusOf(method: string, path: string, secret: string): Promise<number> {
    const answer = await send(simulator, method, path, {
      token: secret,
      ...(method === "POST" ? { body } : {}),
    });
    return answer.status;
  }

  async function importAs(secret: string, prefix = "/v1"): Promise<number> {
    return statusOf("POST", `${prefix}${addon}/import`, secret);
  }

  it("sends a team's token to its own team, with or without naming it", async () => {
    assert.equal(await importAs("shop"), 200);
    assert.equal(await importAs("shop", "/v1/teams/acme-shop"), 200);
    assert.deepEqual(
      simulator.world.imports.map(({ teamId, tokenLabel }) => [teamId, tokenLabel]),
      [
        ["acme-shop", "the shop token"],
        ["acme-shop", "the shop token"],
      ],
    );
  });

  it("lets an organisation's token reach each of its teams, but only by name", async () => {
    assert.equal(await importAs("org", "/v1/teams/acme-shop"), 200);
    assert.equal(await importAs("org", "/v1/teams/acme-lab"), 200);
    assert.equal(await importAs("org", "/v1/teams/rival"), 404);
    assert.equal(await importAs("org"), 404);
    assert.equal(
      simulator.world.backups({ teamId: "acme-lab", projectId: "shop", addonId: "orders-db" }).length,
      1,
    );
  });

  it("keeps a team's token out of other teams", async () => {
    assert.equal(await importAs("shop", "/v1/teams/acme-lab"), 404);
    simulator.settings.outOfScope = "unauthorized";
    assert.equal(await importAs("shop", "/v1/teams/acme-lab"), 401);
    assert.equal(await importAs("org"), 401);
    assert.equal(simulator.world.imports.length, 0);
  });

  it("serves every project path under a team as well", async () => {
    await importAs("shop");
    const prefix = "/v1/teams/acme-shop";
    const paths = [
      "",
      "/backups",
      "/backups/orders",
      "/backups/orders/logs",
      "/backups/orders/restores",
      "/restores",
    ];
    for (const path of paths)
      assert.equal(await statusOf("GET", `${prefix}${addon}${path}`, "org"), 200, path);
    assert.equal(await statusOf("GET", `${prefix}/projects/shop`, "org"), 200);
    assert.equal(await statusOf("POST", `${prefix}${addon}/backups/orders/abort`, "org"), 200);
    assert.equal(await statusOf("DELETE", `${prefix}${addon}/backups/orders`, "org"), 200);
  });

  it("names the permission that a valid token lacks, in a 401", async () => {
    const answer = await send(simulator, "POST", `/v1${addon}/import`, { token: "reader", body });
    assert.equal(answer.status, 401);
    assert.deepEqual(answer.json, {
      error: {
        status: 401,
        message: "Missing permission",
        details: { requiredPermission: "ps_addons_general_update" },
      },
    });
  });

  const needs: [string, string, string][] = [
    ["POST", "/import", update],
    ["DELETE", "/backups/orders", update],
    ["POST", "/backups/orders/abort", update],
    ["POST", "/backups/orders/restore", update],
    ["GET", "", read],
    ["GET", "/backups", read],
    ["GET", "/backups/orders", read],
    ["GET", "/backups/orders/logs", viewLogs],
  ];
  for (const [method, path, permission] of needs) {
    it(`asks for "${permission}" at ${method} ${path}`, async () => {
      const others = allPermissions.filter((other) => other !== permission);
      simulator.settings.tokens.push(token("other", { team: "acme-shop", permissions: others }));
      assert.equal(await statusOf(method, `/v1${addon}${path}`, "other"), 401);
    });
  }

  it("refuses unknown and revoked tokens without naming a permission", async () => {
    const unknown = await send(simulator, "GET", "/v1/auth", { token: "nobody" });
    assert.equal(unknown.status, 401);
    assert.deepEqual(unknown.json, { error: { status: 401, message: "Unauthorized" } });
    simulator.settings.tokens = simulator.settings.tokens.filter(({ secret }) => secret !== "shop");
    assert.equal(await importAs("shop"), 401);
  });

  it("tells a token who it is", async () => {
    const org = await send(simulator, "GET", "/v1/auth", { token: "org" });
    const shop = await send(simulator, "GET", "/v1/auth", { token: "shop" });
    const who = [org, shop].map(({ json }) => (json as { data: Record<string, unknown> }).data);
    assert.deepEqual(
      who.map(({ entityType, entityId, orgId }) => [entityType, entityId, orgId]),
      [
        ["org", "acme", undefined],
        ["team", "acme-shop", "acme"],
      ],
    );
    assert.equal(await statusOf("GET", "/v1/login", "org"), 200);
  });

  it("answers 404 to paths it does not know", async () => {
    assert.equal(await statusOf("GET", "/v1/addons/types", "shop"), 404);
    assert.equal(await statusOf("POST", `//v1${addon}/import`, "shop"), 404);
    assert.equal(await statusOf("GET", "/v1/projects/nope", "shop"), 404);
    assert.equal(await statusOf("GET", "/v1/projects/shop/addons/nope", "shop"), 404);
  });

  it("answers 405 to methods it does not know", async () => {
    assert.equal(await statusOf("PUT", `/v1${addon}/import`, "shop"), 405);
  });

  it("takes a path as it was sent, dots and all", async () => {
    const path = `/v1/projects/shop/addons/users-db/../orders-db`;
    const status = await new Promise((resolve, reject) => {
      const sent = request(simulator.url, { path, headers: { authorization: "Bearer shop" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on("error", reject).end();
    });
    assert.equal(status, 404);
    assert.equal(simulator.journal.entries[0]?.path, path);
  });

  describe("and its quota", () => {
    async function ask(secret: string): Promise<[number, ...(string | null)[]]> {
      const { status, headers } = await send(simulator, "GET", "/v1/login", { token: secret });
      const names = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
      return [status, ...names.map((name) => headers.get(name))];
    }

    it("counts per account", async () => {
      simulator.settings.quotaPerHour = 2;
      assert.deepEqual(await ask("shop"), [200, "2", "1", "3600"]);
      clock.advanceSeconds(600);
      assert.deepEqual(await ask("org"), [200, "2", "0", "3000"]);
      assert.deepEqual(await ask("shop"), [429, "2", "0", "3000"]);
      assert.deepEqual(await ask("rival"), [200, "2", "1", "3600"]);
    });

    it("starts anew an hour after the first request", async () => {
      simulator.settings.quotaPerHour = 1;
      assert.deepEqual(await ask("shop"), [200, "1", "0", "3600"]);
      clock.advanceSeconds(600);
      assert.deepEqual(await ask("shop"), [429, "1", "0", "3000"]);
      clock.advanceSeconds(3000);
      assert.deepEqual(await ask("shop"), [200, "1", "0", "3600"]);
    });

    it("counts per token where it is told to", async () => {
      simulator.settings.quotaScope = "token";
      simulator.settings.quotaPerHour = 1;
      assert.equal((await ask("shop"))[0], 200);
      assert.equal((await ask("org"))[0], 200);
      assert.equal((await ask("shop"))[0], 429);
    });

    it("starts nothing for an import over the quota", async () => {
      simulator.settings.quotaPerHour = 0;
      assert.equal(await importAs("shop"), 429);
      assert.equal(simulator.world.imports.length, 0);
    });

    it("allows 1000 requests an hour, and says so also in errors", async () => {
      assert.deepEqual(await ask("nobody"), [401, "1000", "999", "3600"]);
    });
  });
});
