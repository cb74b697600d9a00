import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Recording, Stage, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";
import { repository } from "../../repository";

const folderOf = (example: string): string => join(repository, "examples", example);

const password = "correct-horse-battery";
const signature = "3f1d9c0b7a5e4d2c";
const newSignature = "8b7a6c5d4e3f2a1b";
const dump = (signed: string) => ({
  value: `https://dumps.example.com/orders.sql.gz?X-Amz-Date=20260115T090000Z&X-Amz-Signature=${signed}`,
  secret: true as const,
});

function settings(engine: EngineKind, example: string): StageSettings {
  return {
    engine,
    program: { folder: folderOf(example) },
    config: {
      ...ordersDb,
      connectionString: { value: `postgresql://reader:${password}@legacy.example.com/orders`, secret: true },
      importUrl: dump(signature),
    },
    simulator: { scheduledSeconds: 0, importSeconds: 0.5 },
    secrets: [password, signature, newSignature],
  };
}

/** What the program exports, as the state keeps it. */
function outputsOf({ state }: Recording): Record<string, unknown> {
  const stack = (state.deployment.resources ?? []).find(({ type }) => type === "pulumi:pulumi:Stack");
  return stack?.outputs ?? {};
}

const stepsOf = ({ result }: Recording): string[] =>
  result.steps.map(({ op, name, replaceReasons }) => [op, name, ...replaceReasons].join(" "));

describe("an example", () => {
  for (const example of ["from-connection-string", "from-url"]) {
    it(`${example} is a whole program of less than 30 lines`, () => {
      assert.ok(
        readFileSync(resolve(folderOf(example), "index.ts"), "utf8")
          .trimEnd()
          .split("\n").length < 30,
      );
    });
  }

  forEachEngine((engine, rule) => {
    it("from-connection-string imports a live database", async () => {
      await onStage(settings(engine, "from-connection-string"), { imports: 1 }, async (stage) => {
        assert.deepEqual(stepsOf(await stage.run("preview")), ["create legacy-orders"]);
        const up = await stage.run("up");
        assert.equal(up.result.ok, true, up.result.output);
        const [backup] = up.backups;
        const outputs = { backupId: backup?.id, status: "completed", sizeBytes: 1_342_177_280 };
        assert.deepEqual(outputsOf(up), outputs);
      });
    });

    const onceImported = (imports: number, play: (stage: Stage, first: Recording) => Promise<void>) =>
      onStage(settings(engine, "from-url"), { imports }, async (stage) => {
        const first = await stage.run("up");
        assert.equal(first.result.ok, true, first.result.output);
        await play(stage, first);
      });

    rule("from-url imports a dump", () =>
      onceImported(1, (_stage, first) => {
        assert.equal(outputsOf(first)["status"], "completed");
        return Promise.resolve();
      }),
    );

    rule("from-url imports nothing when its URL is signed anew", () =>
      onceImported(1, async (stage) => {
        await stage.setConfig("importUrl", dump(newSignature));
        const signed = await stage.run("up");
        assert.deepEqual([stepsOf(signed), signed.requests], [["same nightly-dump"], []]);
      }),
    );

    rule("from-url imports again for another release", () =>
      onceImported(2, async (stage) => {
        await stage.setConfig("release", "2026-02");
        const released = await stage.run("up");
        assert.ok(stepsOf(released).includes("replace nightly-dump triggers"), released.result.output);
        assert.deepEqual(
          released.backups.map(({ uid }) => uid),
          released.imports.map(({ uid }) => uid),
        );
      }),
    );

    rule("runs from the root of the repository, too", async () => {
      const root = { ...settings(engine, ""), program: { folder: repository } };
      await onStage(root, { imports: 0 }, async (stage) => {
        assert.deepEqual(stepsOf(await stage.run("preview")), ["create legacy-orders"]);
      });
    });

    rule(
      "from-connection-string keeps the backup of a production stack until it is unprotected",
      async () => {
        const production = { ...settings(engine, "from-connection-string"), stack: "production" };
        await onStage(production, { imports: 1 }, async (stage) => {
          await stage.run("up");
          const refused = await stage.run("destroy");
          assert.deepEqual([refused.result.ok, refused.backups.length], [false, 1]);
          assert.match(refused.result.output, /protect/);
          await stage.unprotect();
        });
      },
    );
  });
});
