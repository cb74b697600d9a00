import assert from "node:assert/strict";
import type { EngineKind } from "@test/engine";
import { forEachEngine, forRealProcesses } from "../../stage/forEachEngine";
import { allPermissions, defaultToken, ordersDb } from "@test/simulator";
import type { Recording, Stage, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";
import { warningsOf, assertOk } from "../ordersImport";

const password = "Credentials-Pw-63fe";
const newToken = "nf-token-after-the-rotation";
const otherToken = "nf-token-of-globex";

const opening = `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, Provider } = require("pulumi-northflank");
const config = new pulumi.Config();
const source = "postgresql://reader:" + config.require("password") + "@legacy.example.com/";
const at = { projectId: "shop", addonId: "orders-db" };
`;
const one = `${opening}new AddonBackupImport("orders", { ...at, connectionString: source + "orders" });`;
const explicit = `${opening}
const globex = new Provider("globex", {
  apiToken: config.require("globexToken"), apiUrl: new pulumi.Config("northflank").require("apiUrl"),
});
new AddonBackupImport("globex-orders", { ...at, connectionString: source + "globex" }, { provider: globex });`;
const two = `${explicit}
new AddonBackupImport("orders", { ...at, connectionString: source + "orders" });`;

const secret = (value: string): { value: string; secret: true } => ({ value, secret: true });

function settings(engine: EngineKind, source: string, env: Record<string, string> = {}): StageSettings {
  const teamOf = (id: string) => ({ id, projects: [{ id: "shop", addons: [{ id: "orders-db" }] }] });
  const accountOf = (id: string) => ({ id, teams: [teamOf(id)] });
  const tokenOf = (account: string, token: string, label: string) => ({
    secret: token,
    label,
    account,
    team: account,
    permissions: allPermissions,
  });
  return {
    engine,
    program: { source },
    config: { password: secret(password), globexToken: secret(otherToken) },
    env,
    simulator: {
      scheduledSeconds: 0,
      importSeconds: 0.3,
      accounts: ["acme", "globex"].map(accountOf),
      tokens: [
        tokenOf("acme", defaultToken, "default"),
        tokenOf("acme", newToken, "new"),
        tokenOf("globex", otherToken, "globex"),
      ],
    },
    secrets: [password, newToken, otherToken],
  };
}

const environment = { NORTHFLANK_API_TOKEN: newToken };

/** From here on, Northflank answers 401 to it. */
function revoke({ simulator }: Stage, token: string): void {
  simulator.settings.tokens = simulator.settings.tokens.filter(({ secret: known }) => known !== token);
}

const tokensUsed = ({ requests }: Recording): string[] => [
  ...new Set(requests.map(({ headers }) => headers.authorization ?? "none")),
];

describe("the token", () => {
  forEachEngine((engine, rule) => {
    it("of an explicit Provider and that of the stack each import into their own account", async () => {
      await onStage(settings(engine, two), { imports: 2 }, async (opened) => {
        const up = await opened.run("up");
        assertOk(up);
        const sent = up.requests.filter(({ operation }) => operation === "importBackup");
        const pairs = sent.map(({ headers, importBody = "" }) => [
          headers.authorization,
          /com\/(\w+)/.exec(importBody)?.[1],
        ]);
        assert.deepEqual(pairs.sort(), [
          ["Bearer <default>", "orders"],
          ["Bearer <globex>", "globex"],
        ]);
        assert.equal(opened.simulator.world.backups({ ...ordersDb, teamId: "globex" }).length, 1);
        await opened.run("destroy");
        assert.deepEqual(opened.simulator.world.backups({ ...ordersDb, teamId: "globex" }), []);
      });
    });

    rule("of the configuration gives way to that of the environment when it is refused", async () => {
      await onStage(settings(engine, one, environment), { imports: 1, extraRequests: 10 }, async (stage) => {
        const up = await stage.run("up");
        assertOk(up);
        assert.deepEqual(tokensUsed(up), ["Bearer <default>"]);

        revoke(stage, defaultToken);
        const refresh = await stage.run("refresh");
        assertOk(refresh);
        assert.deepEqual(tokensUsed(refresh), ["Bearer <unknown token>", "Bearer <new>"]);
        const [warning = "", ...others] = warningsOf(refresh);
        assert.match(
          warning,
          /northflank:apiToken is no longer valid; using the one from .*NORTHFLANK_API_TOKEN/,
        );
        assert.deepEqual(others, []);
      });
    });

    rule("of the environment is in no state, not even encrypted", async () => {
      await onStage(settings(engine, one, environment), { imports: 1, extraRequests: 10 }, async (stage) => {
        assertOk(await stage.run("up"));
        await stage.removeConfig("northflank:apiToken");
        const clean = await stage.run("up");
        assertOk(clean);
        const providers = clean.state.deployment.resources?.filter(({ type }) =>
          type.startsWith("pulumi:providers:"),
        );
        assert.equal(JSON.stringify(providers).includes("apiToken"), false);
      });
    });

    /** Plays after the token in the state has been replaced by another in the configuration. */
    const onceReplaced = (play: (stage: Stage) => Promise<void>) =>
      onStage(settings(engine, one), { imports: 1, extraRequests: 20 }, async (stage) => {
        assertOk(await stage.run("up"));
        await stage.setConfig("northflank:apiToken", secret(newToken));
        revoke(stage, defaultToken);
        await play(stage);
        assertOk(await stage.run("destroy", { runProgram: true }));
      });

    rule("that was replaced since the last up is explained in refresh", () =>
      onceReplaced(async (stage) => {
        const stale = await stage.run("refresh");
        assert.equal(stale.result.ok, false);
        assert.match(
          stale.result.output,
          /northflank:apiToken is not valid, or its role may not read this project; .*`pulumi up` first, or add --run-program/,
        );
      }),
    );

    rule("that was replaced since the last up is found with --run-program", () =>
      onceReplaced(async (stage) => {
        const fresh = await stage.run("refresh", { runProgram: true });
        assertOk(fresh);
        assert.deepEqual(tokensUsed(fresh), ["Bearer <new>"]);
      }),
    );

    rule("of an explicit Provider never gives way to that of the environment", async () => {
      await onStage(
        settings(engine, explicit, environment),
        { imports: 1, extraRequests: 20 },
        async (stage) => {
          assertOk(await stage.run("up"));
          const known = [...stage.simulator.settings.tokens];
          revoke(stage, otherToken);
          const stale = await stage.run("refresh");
          assert.equal(stale.result.ok, false);
          assert.match(
            stale.result.output,
            /from this resource's Provider is not valid, or its role may not read this project; pass that Provider/,
          );
          assert.deepEqual(tokensUsed(stale), ["Bearer <unknown token>"]);
          stage.simulator.settings.tokens = known;
        },
      );
    });
  });

  forRealProcesses((engine) => {
    it("that is a secret in the configuration is not warned of", async () => {
      await onStage(settings(engine, two), { imports: 0 }, async (stage) => {
        assert.deepEqual(warningsOf(await stage.run("preview")), []);
      });
    });

    it("in plain text in the configuration is warned of once", async () => {
      const plain = {
        ...settings(engine, two),
        config: { ...settings(engine, two).config, "northflank:apiToken": "in-clear" },
      };
      await onStage(plain, { imports: 0 }, async (stage) => {
        const [warning = "", ...others] = warningsOf(await stage.run("preview"));
        assert.match(
          warning,
          /northflank:apiToken is in plain text .*`pulumi config set --secret northflank:apiToken`/,
        );
        assert.deepEqual(others, []);
      });
    });
  });
});
