import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCliAvailable } from "@test/engine";
import { defaultToken } from "@test/simulator";
import { Stage } from "../../stage/stage";
import { filesIn, hitsIn } from "./secretPlaces";

// The CLI blanks out the values of secret configuration, but not what a program makes of them.
const direct = "Traced@Direct@Pw@4b1e";
const byReference = "Traced-Reference-Pw-9c7d";

const program = `
const { AddonBackupImport } = require("pulumi-northflank");
const at = { projectId: "shop", addonId: "orders-db" };
const password = new (require("@pulumi/pulumi").Config)().requireSecret("direct").apply(encodeURIComponent);
const direct = password.apply((text) => "postgresql://reader:" + text + "@db.example.com/direct");
new AddonBackupImport("direct", { ...at, connectionString: direct });
new AddonBackupImport("by-reference", { ...at, connectionStringFromEnv: "TRACED_SOURCE" });
`;

describe("the engine's own traces", () => {
  const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";
  it(`print a source that the stack holds, and never one by reference or a token of the environment${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    const folder = await mkdtemp(join(tmpdir(), "traces-"));
    const source = (password: string): string =>
      `postgresql://reader:${password}@db.example.com/${password.length}`;
    const stage = await Stage.open({
      engine: "cli",
      program: { source: program },
      config: { direct: { value: direct, secret: true } },
      env: {
        TRACED_SOURCE: source(byReference),
        NORTHFLANK_API_TOKEN: defaultToken,
        PULUMI_DEBUG_GRPC: join(folder, "grpc.json"),
      },
      simulator: { scheduledSeconds: 0, importSeconds: 0.3 },
      secrets: [],
    });
    try {
      await stage.removeConfig("northflank:apiToken");
      const options = { cliFlags: ["-v=9", "--logtostderr", "--logflow"] };
      const debug = await stage.run("preview", { debug: true });
      assert.ok(hitsIn([{ name: "preview --debug", text: debug.result.output }], [direct]).length > 0);
      for (const verb of ["up", "refresh", "destroy"] as const) {
        const { result } = await stage.run(verb, options);
        assert.equal(result.ok, true, result.output.slice(-2000));
      }
      const outputs = stage.recordings.map(({ verb, result }) => ({ name: verb, text: result.output }));
      const places = [...outputs, ...(await filesIn(folder))];
      assert.equal(places.length, 5);
      assert.ok(hitsIn(places, [direct]).length > 0, "the stack's source is in a trace");
      assert.deepEqual(hitsIn(places, [byReference, defaultToken]), []);
    } finally {
      await stage.close();
      await rm(folder, { recursive: true });
    }
  });
});
