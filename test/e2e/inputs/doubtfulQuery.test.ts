import assert from "node:assert/strict";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording, Stage, StageSettings } from "../../stage/stage";
import { onStage } from "../invariants";
import { warningsOf } from "../ordersImport";

const hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
const otherHash = "0a4d55a8d778e5022fab701977c5d840bbc486d0";

const program = (query: string, day = "mon"): string => `
const { AddonBackupImport } = require("pulumi-northflank");
new AddonBackupImport("orders", {
  projectId: "shop",
  addonId: "orders-db",
  importUrl: ${JSON.stringify(`https://dumps.example.com/get?${query}`)},
  triggers: ["${day}"],
});
`;

const settings = (engine: EngineKind, query: string): StageSettings => ({
  engine,
  program: { source: program(query) },
  simulator: { scheduledSeconds: 0, importSeconds: 0.3 },
  secrets: [hash, otherHash],
});

/** Steps and the number of requests, warnings apart. */
const done = ({ result, requests }: Recording): unknown => [
  result.steps.map(({ op }) => op),
  requests.length,
];

const doubt = /has what looks like .* in the 2nd parameter of its query/;
const change = /changed in the 2nd parameter of its query, .* does not import again; .* change `triggers`/;

function assertWarned(recording: Recording, expected: RegExp): void {
  const [warning = "", ...others] = warningsOf(recording);
  assert.match(warning, expected);
  assert.deepEqual(others, []);
}

function assertQuiet(recording: Recording): void {
  assert.deepEqual([done(recording), warningsOf(recording)], [[["same"], 0], []]);
}

describe("a parameter of a URL that may choose the file", () => {
  forEachEngine((engine, rule) => {
    const withDoubtful = (imports: number, play: (stage: Stage) => Promise<void>) =>
      onStage(settings(engine, `table=orders&k=${hash}&token=a`), { imports }, play);

    const withChanged = (imports: number, play: (stage: Stage) => Promise<void>) =>
      withDoubtful(imports, async (stage) => {
        await stage.run("up");
        await stage.write(program(`table=orders&k=${otherHash}&token=b`));
        await play(stage);
      });

    rule("is warned of once in preview and in up while it is new", () =>
      withDoubtful(1, async (stage) => {
        for (const verb of ["preview", "up"] as const) {
          const fresh = await stage.run(verb);
          assert.equal(fresh.result.ok, true, fresh.result.output);
          assertWarned(fresh, doubt);
        }
      }),
    );

    rule("leaves an empty preview, without a warning", () =>
      withDoubtful(1, async (stage) => {
        await stage.run("up");
        assertQuiet(await stage.run("preview"));
      }),
    );

    rule("imports nothing when it changes, with a warning", () =>
      withChanged(1, async (stage) => {
        for (const verb of ["preview", "up"] as const) {
          const changed = await stage.run(verb);
          assert.deepEqual(done(changed), [["same"], 0], changed.result.output);
          assertWarned(changed, change);
        }
      }),
    );

    rule("is not warned of again after the up that found it changed", () =>
      withChanged(1, async (stage) => {
        await stage.run("up");
        assertQuiet(await stage.run("preview"));
      }),
    );

    rule("is not warned of as changed when triggers import it", () =>
      withChanged(2, async (stage) => {
        await stage.run("up");
        await stage.write(program(`table=orders&k=${hash}&token=b`, "tue"));
        const again = await stage.run("up");
        assert.equal(again.result.ok, true, again.result.output);
        assert.equal(warningsOf(again).filter((warning) => change.test(warning)).length, 0);
      }),
    );

    rule("is no doubt where another one chooses the file: that replaces", async () => {
      await onStage(settings(engine, "file=mon.sql.gz&token=a"), { imports: 2 }, async (stage) => {
        await stage.run("up");
        await stage.write(program("file=tue.sql.gz&token=b"));
        const up = await stage.run("up");
        assert.deepEqual([up.result.ok, warningsOf(up)], [true, []], up.result.output);
        assert.match(String(stage.simulator.journal.of("importBackup").at(-1)?.importBody), /tue\.sql\.gz/);
      });
    });
  });
});
