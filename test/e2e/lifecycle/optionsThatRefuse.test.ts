import assert from "node:assert/strict";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Recording, Stage } from "../../stage/stage";
import { onStage } from "../invariants";
import { ordersProgram, ordersSettings } from "../ordersImport";

const limits = 'customTimeouts: { create: "1s", update: "2s", delete: "1s" }';

/** Two imports that are waited for a second, and a protected one that is done at once. */
const program = (keptFrom: string): string =>
  ordersProgram(
    "connectionString",
    `{ ${limits} }`,
    `const dump = (name) => ({ ...target, importUrl: "https://dumps.example.com/" + name + ".sql.gz" });
     new AddonBackupImport("again", dump("again"), { ${limits}, replaceOnChanges: ["*"] });
     new AddonBackupImport("kept", dump("${keptFrom}"), { protect: true });`,
  );

function opsOn({ result }: Recording, name: string): string[] {
  return result.steps.filter((step) => step.name === name).map(({ op }) => op);
}

function assertFailed({ result }: Recording, ...sentences: RegExp[]): void {
  assert.equal(result.ok, false, result.output);
  for (const sentence of sentences) assert.match(result.output, sentence);
  assert.doesNotMatch(result.output, /^\s+at .+:\d+:\d+/m);
}

/** Plays after the first up, whose imports can neither end nor be aborted soon. */
async function withSlowImports(
  engine: EngineKind,
  wanted: { imports: number },
  play: (stage: Stage, created: Recording) => Promise<void>,
): Promise<void> {
  const settings = ordersSettings(engine, program("kept"));
  const simulator = { scheduledSeconds: 0, importSeconds: 0, abortSeconds: 600 };
  await onStage({ ...settings, simulator, speed: 1 }, { ...wanted, extraRequests: 80 }, async (stage) => {
    const { world } = stage.simulator;
    world.setOutcome(({ name }) => !name.startsWith("kept-"), "never-ends");
    await play(stage, await stage.run("up"));
    await stage.unprotect();
    for (const { id } of world.backups(ordersDb)) {
      if (id !== "nightly-schedule") world.removeBackup(ordersDb, id);
    }
  });
}

describe("options that make an operation fail", () => {
  forEachEngine((engine, rule) => {
    it("customTimeouts bound a create", () =>
      withSlowImports(engine, { imports: 3 }, (_stage, created) => {
        assertFailed(created, /importing into addon "orders-db" is still "in-progress" after 1s/);
        assert.equal(created.imports.length, 3);
        return Promise.resolve();
      }));

    rule("customTimeouts bound an update", () =>
      withSlowImports(engine, { imports: 4 }, async (stage) => {
        const resumed = await stage.run("up");
        assertFailed(resumed, /is still "in-progress" after 2s/);
        assert.deepEqual(opsOn(resumed, "orders"), ["update"]);
      }),
    );

    rule("customTimeouts bound the create of a replacement", () =>
      withSlowImports(engine, { imports: 4 }, async (stage) => {
        const resumed = await stage.run("up");
        assertFailed(resumed, /is still "in-progress" after 1s/);
        const again = resumed.result.steps.find(
          ({ name, op }) => name === "again" && op === "create-replacement",
        );
        assert.deepEqual(again?.replaceReasons, ["#initerror"]);
        assert.equal(resumed.imports.length, 1);
      }),
    );

    rule("customTimeouts bound a delete", () =>
      withSlowImports(engine, { imports: 3 }, async (stage) => {
        await stage.unprotect();
        assertFailed(await stage.run("destroy"), /failed: after 1 s it is still in use \(status "aborting"/);
      }),
    );

    rule("protect refuses to replace", () =>
      withSlowImports(engine, { imports: 3 }, async (stage) => {
        await stage.write(program("kept-from-elsewhere"));
        assertFailed(await stage.run("preview"), /unable to replace resource[\s\S]*marked for protection/);
      }),
    );

    rule("protect refuses to delete", () =>
      withSlowImports(engine, { imports: 3 }, async (stage) => {
        const refused = await stage.run("destroy");
        assertFailed(refused, /protect/);
        assert.deepEqual(
          refused.requests.filter(({ path }) => path.includes("/kept-")),
          [],
        );
      }),
    );
  });
});
