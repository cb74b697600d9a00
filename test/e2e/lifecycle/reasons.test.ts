import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording } from "../../stage/stage";
import { onStage } from "../invariants";
import { assertOk, ordersProgram, ordersSettings } from "../ordersImport";

const plain = ordersProgram("connectionString");
const left = ordersProgram("connectionString, waitForCompletion: false");

/** What was said of the import, on its row. */
const told = ({ result }: Recording): string[] =>
  result.diagnostics
    .filter(({ severity, urn, ephemeral }) => severity === "info" && urn.endsWith("::orders") && !ephemeral)
    .map(({ message }) => message.trim());

const failed =
  /^the last import failed \(backup "orders-[0-9a-f]{7}" of addon "orders-db"\): it is imported again$/;
const moved =
  /^the connectionString points to another host and another database \(backup "orders-[0-9a-f]{7}" of addon "orders-db"\): it is imported again$/;
const running =
  /^the import still runs \(backup "orders-[0-9a-f]{7}" of addon "orders-db"\): the wait is resumed$/;

/** On one line again: a narrow `--diff` may break it. */
const unbroken = ({ result }: Recording): string => result.output.replaceAll(/\s+/g, " ");

describe("a preview that replaces or resumes", () => {
  forEachEngine((engine, rule) => {
    rule("says on the row that the last import failed, in the table and in --diff", () =>
      onStage(ordersSettings(engine, plain), { imports: 2, extraRequests: 10 }, async (stage) => {
        stage.simulator.settings.outcome = "failed";
        assert.equal((await stage.run("up")).result.ok, false);
        stage.simulator.settings.outcome = "completed";

        const preview = await stage.run("preview");
        assert.match(told(preview).join("|"), failed);
        assert.match(unbroken(preview), /the last import failed \(backup/);
        const diff = await stage.run("preview", { diff: true });
        assert.match(unbroken(diff), /the last import failed \(backup "orders-\w+" of addon "orders-db"\)/);
        assert.deepEqual([preview.requests, diff.requests], [[], []]);

        assertOk(await stage.run("up"));
        const quiet = await stage.run("preview");
        assert.deepEqual(told(quiet), []);
      }),
    );

    rule("says what moved in the source, and shows neither the old one nor the new one", () =>
      onStage(ordersSettings(engine, plain), { imports: 2 }, async (stage) => {
        assertOk(await stage.run("up"));
        const value = "postgresql://reader:Orders-Pw-91c4@archive.example.com/archive";
        await stage.setConfig("source", { value, secret: true });
        const preview = await stage.run("preview");
        assert.match(told(preview).join("|"), moved);
        assert.doesNotMatch(preview.result.output, /archive|legacy\.example/);
        assert.match(
          unbroken(await stage.run("preview", { diff: true })),
          /points to another host and another/,
        );
        assertOk(await stage.run("up"));
      }),
    );

    rule("says that the import still runs", () =>
      onStage(
        { ...ordersSettings(engine, left), simulator: { scheduledSeconds: 0, importSeconds: 20 } },
        { imports: 1, extraRequests: 20 },
        async (stage) => {
          assertOk(await stage.run("up"));
          await stage.write(plain);
          const preview = await stage.run("preview");
          assert.match(told(preview).join("|"), running);
          assert.deepEqual(preview.requests, []);
          const up = await stage.run("up");
          assertOk(up);
          assert.deepEqual(up.imports, []);
        },
      ),
    );

    if (engine === "cli")
      rule("says so in --json, with the resource", () =>
        onStage(ordersSettings(engine, plain), { imports: 2, extraRequests: 10 }, async (stage) => {
          stage.simulator.settings.outcome = "failed";
          assert.equal((await stage.run("up")).result.ok, false);
          stage.simulator.settings.outcome = "completed";
          const { result } = await stage.run("preview", { cliFlags: ["--json"] });
          assert.match(result.output, /"message": "the last import failed \(backup/);
          assertOk(await stage.run("up"));
        }),
      );
  });
});
