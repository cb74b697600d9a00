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

/** What is under way, and can neither end nor be aborted soon. */
async function openSlowStage(engine: EngineKind, play: (stage: Stage) => Promise<void>): Promise<void> {
  const settings = ordersSettings(engine, program("kept"));
  const simulator = { scheduledSeconds: 0, importSeconds: 0, abortSeconds: 600 };
  const wanted = { imports: 4, extraRequests: 80 };
  await onStage({ ...settings, simulator, speed: 1 }, wanted, async (stage) => {
    stage.simulator.world.setOutcome(({ name }) => !name.startsWith("kept-"), "never-ends");
    await play(stage);
  });
}

describe("options that make an operation fail", function () {
  this.timeout(300_000);

  forEachEngine((engine) => {
    it("customTimeouts bound create, update and delete; protect refuses to replace and to delete", async () => {
      await openSlowStage(engine, async (stage) => {
        const created = await stage.run("up");
        assertFailed(created, /the import into addon "orders-db" is still "in-progress" after 1s/);
        assert.equal(created.imports.length, 3);

        const resumed = await stage.run("up");
        assertFailed(resumed, /is still "in-progress" after 2s/, /is still "in-progress" after 1s/);
        assert.deepEqual(opsOn(resumed, "orders"), ["update"]);
        const again = resumed.result.steps.find(
          ({ name, op }) => name === "again" && op === "create-replacement",
        );
        assert.deepEqual(again?.replaceReasons, ["#initerror"]);
        assert.equal(resumed.imports.length, 1);

        await stage.write(program("kept-from-elsewhere"));
        assertFailed(await stage.run("preview"), /unable to replace resource[\s\S]*marked for protection/);
        const refused = await stage.run("destroy");
        assertFailed(refused, /protect/);
        assert.deepEqual(
          refused.requests.filter(({ path }) => path.includes("/kept-")),
          [],
        );

        await stage.unprotect();
        assertFailed(await stage.run("destroy"), /failed: after 1 s it is still in use \(status "aborting"/);
        const { world } = stage.simulator;
        for (const { id } of world.backups(ordersDb)) {
          if (id !== "nightly-schedule") world.removeBackup(ordersDb, id);
        }
      });
    });
  });
});
