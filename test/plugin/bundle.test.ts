import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startSimulator } from "@test/simulator";
import { version } from "../../provider/version";
import { repository } from "../repository";
import { Bundle } from "./bundle";
import { check, configure, create, playLife } from "./life";
import { StartedPlugin } from "./startedPlugin";
import { startTunnel } from "./tunnel";

const planted = "planted-in-the-environment";

describe("the bundled plugin", () => {
  let bundle: Bundle;

  before(async () => {
    bundle = await Bundle.make({ NORTHFLANK_API_TOKEN: planted });
  });
  after(() => bundle.remove());

  async function onPlugin(
    env: Readonly<Record<string, string>>,
    use: (plugin: StartedPlugin) => Promise<void>,
  ): Promise<void> {
    const plugin = await StartedPlugin.start({ command: [bundle.plugin], env });
    try {
      await use(plugin);
    } finally {
      await plugin.close();
    }
  }

  /** Ended by itself, with this on stderr and nothing on stdout. */
  function refusal(env: NodeJS.ProcessEnv, args: readonly string[] = []): string {
    const { status, stdout, stderr } = spawnSync(bundle.plugin, args, { encoding: "utf8", env });
    assert.deepEqual([status, stdout], [1, ""]);
    return stderr;
  }

  it("tells its port first, serves a whole life, and prints nothing else", async () => {
    const simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0.1 });
    await onPlugin({}, async (plugin) => {
      await playLife(plugin, simulator);
      assert.equal(plugin.stderr, "");
    }).finally(() => simulator.close());
  });

  it("does so over TLS and through a proxy, as the environment says", async () => {
    const simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0.1 }, { tls: true });
    const tunnel = await startTunnel();
    try {
      const env = { NODE_EXTRA_CA_CERTS: await simulator.caFile(), HTTPS_PROXY: tunnel.url };
      await onPlugin(env, (plugin) => playLife(plugin, simulator));
      assert.deepEqual(new Set(tunnel.asked), new Set([new URL(simulator.url).host]));
    } finally {
      tunnel.close();
      await simulator.close();
    }
  });

  it("ends a wait that is cancelled, and gives the id of what it has started", async () => {
    const simulator = await startSimulator({ importSeconds: 3_600 });
    const posted = new Promise<void>((resolve) => {
      simulator.journal.onEnd = ({ operation }) => {
        if (operation === "importBackup") resolve();
      };
    });
    await onPlugin({}, async (plugin) => {
      await configure(plugin, simulator);
      const creating = create(plugin, await check(plugin));
      void posted.then(() => plugin.call<Empty>((client, callback) => client.cancel(new Empty(), callback)));
      await assert.rejects(creating, ({ metadata }: ServiceError) => {
        const [details] = metadata.get("grpc-status-details-bin");
        assert.ok(details instanceof Uint8Array);
        const [failure] = Status.deserializeBinary(details).getDetailsList();
        return failure?.getTypeName() === "pulumirpc.ErrorResourceInitFailed";
      });
    }).finally(() => simulator.close());
  });

  it("ends by itself when its engine is gone", () =>
    onPlugin({}, async (plugin) => {
      plugin.loseEngine();
      assert.equal(await plugin.ended, 1);
      assert.equal(plugin.stderr, "");
    }));

  it("says to whoever starts it by hand what it is and how it is used", () => {
    for (const args of [[], ["--help"]])
      assert.match(
        refusal({ PATH: process.env["PATH"] }, args),
        new RegExp(
          `^pulumi-resource-northflank ${version} is Pulumi's provider plugin .*plugin install.*\\n$`,
        ),
      );
  });

  it("says in one sentence that there is no Node.js", () => {
    const empty = mkdtempSync(join(tmpdir(), "pulumi-northflank-empty-"));
    assert.equal(
      refusal({ PATH: empty }, ["127.0.0.1:1"]),
      "pulumi-resource-northflank needs Node.js 20 or newer on PATH (https://nodejs.org)\n",
    );
    rmdirSync(empty);
  });

  it("is small, and holds neither a path nor a secret of where it was made", () => {
    const text = readFileSync(bundle.plugin, "utf8");
    assert.ok(text.length < 2_000_000, `it has ${text.length} bytes`);
    for (const trace of [repository, `${homedir()}/`, bundle.folder, planted])
      assert.ok(!text.includes(trace), trace);
  });
});
