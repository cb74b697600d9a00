import assert from "node:assert/strict";
import { bringAbout, type Chapter, chapters } from "../../demo/chapters";
import { storySettings } from "../../demo/settings";
import { sightOf } from "../../demo/sight";
import { type EngineKind, isCliAvailable } from "@test/engine";
import { inLongRun, isLong } from "../../model/searching";
import { forEachEngine } from "../../stage/forEachEngine";
import { type Evidence, type Recording, Stage } from "../../stage/stage";
import { printedOf } from "../../stage/printed";
import { seenOf } from "../../stage/seen";
import * as invariants from "../invariants";
import { importsIn } from "../ordersImport";

const wanted = { imports: 6 };

/** In real processes, the beginning has to do, but in the long run. */
const chaptersOn = (engine: EngineKind): readonly Chapter[] =>
  engine === "embedded" && !isLong ? chapters.slice(0, 4) : chapters;

async function play(engine: EngineKind): Promise<Evidence> {
  const stage = await Stage.open({ ...storySettings, engine });
  try {
    for (const { before, verb, options } of chaptersOn(engine)) {
      if (before !== undefined) await bringAbout(before, stage);
      await stage.run(verb, options);
    }
    return await stage.conclude();
  } finally {
    await stage.close();
  }
}

const plays = new Map<EngineKind, Promise<Evidence>>();

/** Once per engine; all tests look at the same record. */
function played(engine: EngineKind): Promise<Evidence> {
  const known = plays.get(engine) ?? play(engine);
  plays.set(engine, known);
  return known;
}

function recordingOf({ recordings }: Evidence, rule: RegExp): Recording {
  const recording = recordings[chapters.findIndex((chapter) => rule.test(chapter.rule))];
  assert.ok(recording, `a recording of ${rule}`);
  return recording;
}

describe("the story of an import", () => {
  forEachEngine((engine, rule) => {
    describe("step by step", () => {
      let evidence: Evidence;

      before(async () => {
        evidence = await played(engine);
      });

      for (const { rule: title, expected } of chapters) {
        rule(title, () => {
          const recording = evidence.recordings[chapters.findIndex((chapter) => chapter.rule === title)];
          assert.ok(recording);
          assert.deepEqual(sightOf(recording, evidence.simulator), expected, recording.result.output);
        });
      }

      rule(
        "asks for the list, imports, polls the new backup until it has ended, and the list once more",
        () => {
          const requests = recordingOf(evidence, /^imports once/).requests.map(({ operation }) => operation);
          assert.deepEqual(requests.slice(0, 2), ["listBackups", "importBackup"]);
          assert.deepEqual([...new Set(requests.slice(2, -1))], ["getBackup"]);
          assert.equal(requests.at(-1), "listBackups");
        },
      );

      rule("deletes what it replaces after the new backup is complete", () => {
        const { requests } = recordingOf(evidence, /^imports from the new source/);
        const operations = requests.map(({ operation }) => operation);
        assert.deepEqual(new Set(operations.slice(-3, -1)), new Set(["getBackup", "listAddonRestores"]));
        assert.equal(operations.at(-1), "deleteBackup");
        assert.equal(operations.filter((operation) => operation === "importBackup").length, 1);
      });

      rule("sends the new password once the source moves, and never the old one again", () => {
        const bodies = evidence.simulator.journal.of("importBackup").map(({ importBody = "" }) => importBody);
        const [before = "", after = ""] = storySettings.secrets;
        assert.deepEqual(
          bodies.map((body) => [body.includes(before), body.includes(after)]),
          [[true, false], ...Array.from({ length: 5 }, () => [false, true])],
        );
      });

      rule(
        "keeps the failed backup in the state beside the good one, and says in one sentence what to do",
        () => {
          const recording = recordingOf(evidence, /^fails if the import fails/);
          const [failed, good, ...others] = importsIn(recording).sort((left) =>
            left.delete === true ? 1 : -1,
          );
          assert.deepEqual(others, []);
          assert.equal(failed?.id, "shop/orders-db/before-the-move");
          assert.equal(failed.outputs?.["status"], "failed");
          assert.equal(failed.initErrors?.length, 1);
          assert.equal(good?.outputs?.["status"], "completed");
          const { output } = recording.result;
          assert.match(
            output,
            /importing into addon "orders-db" ended with status "failed" \(backup "before-the-move"\)/,
          );
          assert.match(output, /run `pulumi up` again.*connection closed unexpectedly/s);
          assert.doesNotMatch(output, /^\s+at .+:\d+:\d+/m);
        },
      );

      rule("keeps the sources as ciphertext, and the token nowhere but in the stack's configuration", () => {
        for (const recording of evidence.recordings) {
          for (const { inputs, outputs } of importsIn(recording)) {
            const { connectionString } = inputs ?? {};
            assert.ok(connectionString instanceof Object && "ciphertext" in connectionString);
            assert.equal(outputs?.["connectionString"], undefined);
            assert.equal(JSON.stringify([inputs, outputs]).includes("apiToken"), false);
          }
        }
      });

      rule("starts as many imports as the story wants", () => {
        invariants.assertImports(evidence, wanted);
      });

      rule("shows no secret outside the body of an import", () => {
        invariants.assertSecretsKept(evidence);
      });

      rule("leaves nothing of its own behind, and everything of others", () => {
        invariants.assertNothingLeft(evidence);
        assert.deepEqual(evidence.survivors, []);
      });

      rule("asks nothing in a preview, and keeps within its budget of requests", () => {
        invariants.assertRequestBudget(evidence, wanted);
      });
    });
  });

  const same = "looks the same in one process and in real ones: steps, reasons, messages, requests and state";
  it(inLongRun(same), () => assertSame("in-process", "embedded"));

  const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";
  it(`looks the same on the Pulumi CLI${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    await assertSame("embedded", "cli");
  });

  it(`prints what the Pulumi CLI prints, row by row${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    const [ours, theirs] = await Promise.all([played("in-process"), played("cli")]);
    for (const [index, { rule }] of chapters.entries()) {
      const [here, there] = [ours, theirs].map(({ recordings }) => recordings[index]?.result.output ?? rule);
      assert.deepEqual(printedOf(here ?? ""), printedOf(there ?? ""), rule);
    }
  });
});

async function assertSame(...engines: [EngineKind, EngineKind]): Promise<void> {
  const [ours, theirs] = await Promise.all(engines.map(played));
  assert.ok(ours !== undefined && theirs !== undefined);
  const length = Math.min(...engines.map((engine) => chaptersOn(engine).length));
  assert.deepEqual(seenOf(ours).slice(0, length), seenOf(theirs).slice(0, length));
}
