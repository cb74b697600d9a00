import assert from "node:assert/strict";
import { onBench, type BenchSettings } from "../bench/bench";
import { liveSource } from "../bench/sources";

const untilThen = ". Until then `pulumi up` fails";
const noToken =
  "no Northflank API token is configured: run `pulumi config set --secret northflank:apiToken`, or start Pulumi " +
  "with the environment variable NORTHFLANK_API_TOKEN (one that the program sets itself, as with dotenv, does not count)";

const unusable: readonly [what: string, settings: BenchSettings, says: string][] = [
  ["no token", { env: { NORTHFLANK_API_TOKEN: "" } }, noToken],
  [
    "a token that cannot be one",
    { env: { NORTHFLANK_API_TOKEN: "copied with\na line break" } },
    "the Northflank API token from the environment variable NORTHFLANK_API_TOKEN contains a character that no token " +
      "contains; copy it again",
  ],
  [
    "an explicit provider without a token",
    { config: { "northflank:explicitProvider": "true" } },
    "this resource's Northflank Provider has no apiToken: pass it one, as a secret",
  ],
  [
    "http:// to another machine",
    { config: { "northflank:apiUrl": "http://api.example.com" } },
    "northflank:apiUrl would send the token unencrypted to api.example.com; use https, or set " +
      "northflank:allowInsecureUrl to true",
  ],
  [
    "an address that is none",
    { config: { "northflank:apiUrl": "api.example.com" } },
    "northflank:apiUrl must be a plain http or https URL, for example https://api.northflank.com",
  ],
];

describe("settings with which no request can be sent", () => {
  for (const [what, settings, says] of unusable) {
    it(`are a warning in the preview of a new resource: ${what}`, () =>
      onBench(settings, async (bench) => {
        await bench.declare("legacy-orders", liveSource).preview();
        assert.deepEqual(bench.warnings, [`${says}${untilThen}`]);
      }));

    it(`are an error in up: ${what}`, () =>
      onBench(settings, async (bench) => {
        await assert.rejects(bench.declare("legacy-orders", liveSource).up(), { message: says });
        assert.equal(bench.requests, 0);
      }));

    it(`are no matter while nothing changes: ${what}`, () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const state = orders.state;
        await onBench(settings, async (other) => {
          const same = other.declare("legacy-orders", liveSource);
          same.state = state;
          await same.preview();
          assert.equal(await same.up(), "same");
          assert.deepEqual([other.warnings, other.infos, other.requests], [[], [], 0]);
        });
      }));

    it(`are a warning where an import is replaced or resumed: ${what}`, () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, waitForCompletion: false });
        await orders.up();
        const state = orders.state;
        for (const args of [liveSource, { ...liveSource, compressionType: "zstd", waitForCompletion: false }])
          await onBench(settings, async (other) => {
            const changed = other.declare("legacy-orders", args);
            changed.state = state;
            await changed.preview();
            assert.deepEqual(other.warnings, [`${says}${untilThen}`]);
          });
      }));
  }

  it("are said once, however many resources need them", () =>
    onBench({ env: { NORTHFLANK_API_TOKEN: "" } }, async (bench) => {
      const provider = bench.startProvider();
      for (const name of ["first", "second", "third"])
        await bench.declare(name, liveSource).preview(provider);
      assert.deepEqual(bench.warnings, [`${noToken}${untilThen}`]);
    }));

  it("are said of nothing when all is set", () =>
    onBench({}, async (bench) => {
      await bench.declare("legacy-orders", liveSource).preview();
      assert.deepEqual(bench.warnings, []);
    }));
});
