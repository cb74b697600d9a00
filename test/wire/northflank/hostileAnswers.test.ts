import assert from "node:assert/strict";
import { openQuestions } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { dumpSource, liveSource } from "../bench/sources";

/** A colour, a cursor move, a window title, a bell, a line break, a direction change: what a terminal obeys. */
const escapes = "\u001b[2J\u001b]0;owned\u0007\u0007\u009b31m\r\n\u202e";

const obeyed = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const proto = `"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}`;
const huge = `"size":1e400,"createdAt":1e400,"many":${"9".repeat(5000)}`;

/** What is read by a person: every string that was stored, thrown or logged. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner)]);
}

function assertHarmless(bench: Bench, written: readonly unknown[]): void {
  for (const text of stringsIn([written, bench.warnings, bench.progress]))
    // The lines of a quoted log are parted by us.
    assert.doesNotMatch(text.replaceAll(/\n {4}(?=\S)/g, " "), obeyed, JSON.stringify(text.slice(0, 200)));
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined, "no prototype was changed");
}

const json = { "content-type": "application/json" };
const envelope = (data: string): string => `{${proto},"data":${data}}`;

const bodies: Readonly<Record<string, string>> = {
  "keys of the prototype": envelope(`{${proto},"id":"b","name":"b","status":"completed"}`),
  "nesting of 100 000": envelope(nested(100_000)),
  "nesting that can be read and not be written": envelope(nested(30_000)),
  "huge numbers": envelope(`{"id":"b",${huge},"config":{${huge}}}`),
  "control characters": envelope(
    JSON.stringify({ id: `a${escapes}`, name: `n${escapes}`, status: `s${escapes}` }),
  ),
  "an array for an object": envelope(`[1,2,{${proto}}]`),
  "numbers for everything": envelope(`{"id":1,"name":2,"status":3,"backups":4}`),
};

forEachTransport(({ onBench }) => {
  describe("a hostile answer", () => {
    for (const [what, body] of Object.entries(bodies)) {
      for (const on of ["listBackups", "importBackup", "getBackup"] as const) {
        it(`with ${what} to ${on} harms neither state nor terminal`, async () => {
          await onBench({}, async (bench) => {
            bench.simulator.inject({
              on,
              nth: 1,
              times: 2,
              action: { do: "answer", status: 200, headers: json, body },
            });
            const declared = bench.declare("orders", liveSource);
            await declared.up().catch((error: unknown) => {
              assert.ok(error instanceof Error);
            });
            assertHarmless(bench, [declared.written, declared.state]);
          });
        });
      }

      it(`with ${what} as the reason of a refusal gives one harmless sentence`, async () => {
        const details = body.replaceAll(/"data"/g, '"details"').replace(/^\{/, '{"message":"no\u001b[2J",');
        await onBench({}, async (bench) => {
          const action = { do: "answer", status: 400, headers: json, body: `{"error":${details}}` } as const;
          bench.simulator.inject({ on: "importBackup", action });
          const declared = bench.declare("orders", dumpSource);
          await assert.rejects(declared.up(), (error: Error) => {
            assert.ok(error.message.length < 5_000, "the sentence is bounded");
            assert.match(
              error.message,
              /^importing into addon "orders-db" failed: Northflank returned 400: /,
            );
            return true;
          });
          assertHarmless(bench, declared.written);
        });
      });
    }

    it("with escape sequences in statuses, names and logs of a failed import harms nothing", async () => {
      await onBench({ simulator: { outcome: "failed", failureLog: `boom${escapes}` } }, async (bench) => {
        bench.simulator.settings.statusWords = { "in-progress": `running${escapes}` };
        const declared = bench.declare("orders", liveSource);
        await assert.rejects(declared.up(), /boom/);
        assertHarmless(bench, [declared.written, declared.state]);
      });
    });

    it("about the finished backup itself leaves only plain text in the state", async () => {
      await onBench({}, async (bench) => {
        const text = JSON.stringify(`t${escapes}`);
        const data =
          `{${proto},"id":"by-hand","name":"by-hand","status":"completed","uid":${text},"createdAt":${text},` +
          `"completedAt":${text},"config":{"size":1e400,"source":{"type":${text}}}}`;
        const action = { do: "answer", status: 200, headers: json, body: envelope(data) } as const;
        bench.simulator.inject({ on: "getBackup", action });
        const declared = bench.declare("orders", { ...liveSource, name: "by-hand" });
        assert.equal(await declared.up(), "created");
        assert.equal(declared.outputs["status"], "completed");
        assert.equal(declared.outputs["sizeBytes"], undefined);
        assertHarmless(bench, [declared.written, declared.state]);
      });
    });

    it("with escape sequences in an id is not taken for a backup", async () => {
      await onBench({}, async (bench) => {
        const id = `by-hand${escapes}`;
        const action = {
          do: "answer",
          status: 200,
          headers: json,
          body: { data: { id } },
          handled: true,
        } as const;
        bench.simulator.inject({ on: "importBackup", action });
        const declared = bench.declare("orders", { ...liveSource, name: "by-hand" });
        assert.equal(await declared.up(), "created");
        assert.equal(declared.outputs["backupId"], "by-hand");
        assertHarmless(bench, [declared.written, declared.state]);
      });
    });

    it("with escape sequences in the headers harms nothing", async () => {
      await onBench({}, async (bench) => {
        const headers = { ...json, location: "https://\u009b31m.example.com/", "x-request-id": "r\u009b31m" };
        bench.simulator.inject({ on: "importBackup", action: { do: "answer", status: 302, headers } });
        const declared = bench.declare("orders", liveSource);
        await assert.rejects(declared.up(), /redirects.* are not followed/);
        assertHarmless(bench, declared.written);
      });
    });
  });

  describe("an answer that repeats the source", () => {
    for (const [kind, source] of Object.entries({ live: liveSource, dump: dumpSource })) {
      for (const echo of openQuestions.errorEcho.filter((how) => how !== "none")) {
        it(`of a ${kind} import, ${echo}, in an error or a log, shows no secret`, async () => {
          const simulator = {
            errorEcho: echo,
            logEcho: echo,
            outcome: "failed",
            nameClash: "refuse",
          } as const;
          await onBench({ simulator }, async (bench) => {
            const declared = bench.declare("orders", { ...source, name: "by-hand" });
            await assert.rejects(declared.up(), /ended with status "failed"/);
            const clash = bench.declare("again", { ...source, name: "by-hand" });
            await assert.rejects(clash.up(), /already/);
          });
        });
      }
    }
  });
});
