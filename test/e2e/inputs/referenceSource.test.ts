import assert from "node:assert/strict";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording, Stage, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";
import { warningsOf, importIn } from "../ordersImport";

const variable = "PULUMI_NORTHFLANK_TEST_SOURCE";
const password = "Reference-Pw-52ab";
const rotatedPassword = "Reference-Rotated-7e1d";
const source = (secret: string, database = "orders"): string =>
  `postgresql://reader:${secret}@legacy.example.com/${database}`;

const program = (given: string): string => `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");
const source = new pulumi.Config().requireSecret("source");
new AddonBackupImport("orders", { projectId: "shop", addonId: "orders-db", ${given} });
`;

const byReference = program(`connectionStringFromEnv: "${variable}"`);
const direct = program("connectionString: source");

const settings = (engine: EngineKind, text: string): StageSettings => ({
  engine,
  program: { source: text },
  config: { source: { value: source(password), secret: true } },
  simulator: { scheduledSeconds: 0, importSeconds: 0.3 },
  secrets: [password, rotatedPassword],
});

/** What is set where Pulumi runs; undefined when nothing is. */
function setSource(value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, variable);
  else process.env[variable] = value;
}

const stepsOf = ({ result }: Recording): string[] => result.steps.map(({ op }) => op);

/** No change, no request, no word. */
async function assertQuiet(stage: Stage): Promise<void> {
  for (const verb of ["preview", "up"] as const) {
    const quiet = await stage.run(verb);
    assert.equal(quiet.result.ok, true, quiet.result.output);
    assert.deepEqual([stepsOf(quiet), quiet.requests, warningsOf(quiet)], [["same"], [], []]);
  }
}

describe("a source by reference", () => {
  afterEach(() => {
    setSource(undefined);
  });

  forEachEngine((engine, rule) => {
    rule("is warned of in the preview when its variable is missing", async () => {
      await onStage(settings(engine, byReference), { imports: 0 }, async (stage) => {
        const preview = await stage.run("preview");
        assert.deepEqual([preview.result.ok, stepsOf(preview)], [true, ["create"]]);
        const [warning = "", ...others] = warningsOf(preview);
        assert.match(warning, new RegExp(`environment variable ${variable}, .* is not set here`));
        assert.deepEqual(others, []);
      });
    });

    it("fails in up before any request when its variable is missing", async () => {
      await onStage(settings(engine, byReference), { imports: 0 }, async (stage) => {
        const up = await stage.run("up");
        assert.deepEqual([up.result.ok, up.requests, up.imports], [false, [], []]);
        assert.match(
          up.result.output,
          new RegExp(`environment variable ${variable}, .* is not set where Pulumi runs`),
        );
      });
    });

    rule("is in no state, not even encrypted", async () => {
      await onStage(settings(engine, byReference), { imports: 1 }, async (stage) => {
        setSource(source(password));
        const up = await stage.run("up");
        assert.equal(up.result.ok, true, up.result.output);
        const { inputs, outputs } = importIn(up);
        assert.equal(inputs?.["connectionStringFromEnv"], variable);
        assert.doesNotMatch(JSON.stringify([inputs, outputs]), /ciphertext/);
      });
    });

    rule("is not needed again", async () => {
      await onStage(settings(engine, byReference), { imports: 1 }, async (stage) => {
        setSource(source(password));
        await stage.run("up");

        setSource(undefined);
        await assertQuiet(stage);
        const refresh = await stage.run("refresh");
        assert.deepEqual([refresh.result.ok, stepsOf(refresh)], [true, ["same"]], refresh.result.output);
      });
    });

    rule("imports nothing when only its password changes", async () => {
      await onStage(settings(engine, byReference), { imports: 1 }, async (stage) => {
        setSource(source(password));
        await stage.run("up");
        setSource(source(rotatedPassword));
        await assertQuiet(stage);
      });
    });

    rule("is imported as up finds it, whatever the preview found", async () => {
      await onStage(settings(engine, byReference), { imports: 2 }, async (stage) => {
        setSource(source(password));
        await stage.run("up");
        assert.deepEqual(stepsOf(await stage.run("preview")), ["same"]);
        setSource(source(password, "moved"));
        const up = await stage.run("up");
        assert.equal(up.result.ok, true, up.result.output);
        assert.ok(stepsOf(up).includes("replace"), up.result.output);
        assert.match(String(stage.simulator.journal.of("importBackup").at(-1)?.importBody), /\/moved"/);
      });
    });

    /** Plays after the reference has taken the place of the same source, which the state holds until then. */
    const onceMoved = (play: (stage: Stage, before: Recording, moved: Recording) => Promise<void>) =>
      onStage(settings(engine, direct), { imports: 1 }, async (stage) => {
        const before = await stage.run("up");
        setSource(source(rotatedPassword));
        await stage.write(byReference);
        const moved = await stage.run("up");
        assert.equal(moved.result.ok, true, moved.result.output);
        await play(stage, before, moved);
      });

    rule("replaces nothing where it takes the place of the same source", () =>
      onceMoved(async (stage, before, moved) => {
        assert.deepEqual(moved.requests, []);
        assert.equal(importIn(moved).id, importIn(before).id);
        await assertQuiet(stage);
      }),
    );

    rule("drops the stored source whose place it takes", () =>
      onceMoved((_stage, before, moved) => {
        assert.match(JSON.stringify(importIn(before).inputs), /ciphertext/);
        const { inputs, outputs } = importIn(moved);
        assert.doesNotMatch(JSON.stringify([inputs, outputs]), /ciphertext/);
        return Promise.resolve();
      }),
    );

    rule("replaces nothing where the same source takes its place", () =>
      onceMoved(async (stage) => {
        await stage.write(direct);
        const back = await stage.run("up");
        assert.deepEqual([back.result.ok, back.requests], [true, []], back.result.output);
      }),
    );

    rule("is warned of, and not shown, while it is new and not understood", async () => {
      const opaque = { value: `Server=legacy;Pwd=${password}`, secret: true } as const;
      const given = { ...settings(engine, direct), config: { source: opaque } };
      await onStage(given, { imports: 1 }, async (stage) => {
        for (const verb of ["preview", "up"] as const) {
          const seen = await stage.run(verb);
          assert.equal(seen.result.ok, true, seen.result.output);
          assert.match(warningsOf(seen).join(), /connectionString cannot be parsed, .* replaces the backup/);
          assert.equal(warningsOf(seen).length, 1);
        }
        await assertQuiet(stage);
      });
    });
  });
});
