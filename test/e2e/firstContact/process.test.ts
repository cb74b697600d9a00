import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { defaultToken, ordersDb, ordersPath, send, type Simulator, startSimulator } from "@test/simulator";
import { repository } from "../../repository";

const manifest = z
  .object({ version: z.string(), bin: z.object({ "pulumi-northflank-check": z.string() }) })
  .parse(JSON.parse(readFileSync(join(repository, "package.json"), "utf8")));
const command = join(repository, manifest.bin["pulumi-northflank-check"]);

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The built command, as `npx` starts it. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve) => {
    const whole = { PATH: process.env["PATH"] ?? "", NO_PROXY: "127.0.0.1", ...env };
    execFile(process.execPath, [command, ...args], { env: whole, timeout: 60_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const source = "postgresql://kunigunde:xq7zwv9k@legacy-hq.example.com:6543/wombats";
const flags = ["--project", ordersDb.projectId, "--addon", ordersDb.addonId];

describe("pulumi-northflank-check as a process", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0 });
  });
  afterEach(() => simulator.close());

  const env = (): Record<string, string> => ({
    NORTHFLANK_API_TOKEN: defaultToken,
    NORTHFLANK_API_BASE_URL: simulator.url,
  });

  it("can be started by its first line", () => {
    assert.ok(existsSync(command));
    assert.match(readFileSync(command, "utf8"), /^#!\/usr\/bin\/env node\n/);
  });

  it("reports what it reads, without a value, and ends at once with exit code 0", async () => {
    for (const name of ["Zebra 2026/01/15", "quokka:wombat"])
      await send(simulator, "POST", `${ordersPath}/import`, { body: { name, connectionString: source } });
    simulator.journal.clear();
    const { code, out, err } = await run(flags, env());
    assert.equal(code, 0, err);
    assert.match(out, new RegExp(`^pulumi-northflank-check ${manifest.version.replaceAll(".", "\\.")}\n`));
    assert.match(out, /\n {2}holds {14}Every backup has a uid of its own\.\n/);
    assert.match(
      out,
      /\nThis output contains no values\. Please paste it into an issue: https:\/\/github\.com\/\S+\/issues\n$/,
    );
    const { entries } = simulator.journal;
    assert.deepEqual(new Set(entries.map(({ method }) => method)), new Set(["GET"]));
    assert.match(entries[0]?.headers["user-agent"] ?? "", /^pulumi-northflank-check\/\d/);

    const backups = simulator.world.backups(ordersDb);
    assert.equal(backups.length, 2);
    const values = [
      ...backups.flatMap(({ id, name, uid }) => [id, name, uid]),
      ...[
        defaultToken,
        ordersDb.projectId,
        ordersDb.addonId,
        "acme",
        "kunigunde",
        "xq7zwv9k",
        "legacy",
        "wombats",
      ],
      new URL(simulator.url).port,
    ];
    for (const value of values) assert.ok(!`${out}${err}`.includes(value), `"${value}" in ${out}${err}`);
  });

  it("ends with exit code 1 if the token is refused, or nothing listens", async () => {
    const refused = await run(flags, { ...env(), NORTHFLANK_API_TOKEN: "nf-qxzjkv" });
    assert.equal(refused.code, 1);
    assert.match(refused.err, /\nNorthflank returned 401: the token from .* is not valid/);
    assert.equal(refused.out, "");
    await simulator.pauseListening();
    const unheard = await run(flags, env());
    assert.equal(unheard.code, 1);
    assert.match(unheard.err, /\nThe API did not respond \(ECONNREFUSED\);/);
    assert.doesNotMatch(`${refused.err}${unheard.err}`, /qxzjkv|orders-db|127\.0\.0\.1|\n\s+at /);
  });

  it("reads over TLS if it trusts the certificate, and says so if not", async () => {
    const secure = await startSimulator({}, { tls: true });
    try {
      const to = { ...env(), NORTHFLANK_API_BASE_URL: secure.url };
      const trusting = await run(flags, { ...to, NODE_EXTRA_CA_CERTS: await secure.caFile() });
      assert.equal(trusting.code, 0, trusting.err);
      const untrusting = await run(flags, to);
      assert.equal(untrusting.code, 1);
      assert.match(
        untrusting.err,
        /\nThe certificate at the API's address is not trusted; NODE_EXTRA_CA_CERTS/,
      );
    } finally {
      await secure.close();
    }
  });

  it("ends with exit code 2 without a token, or with a flag that it does not know", async () => {
    const tokenless = await run(flags, { NORTHFLANK_API_BASE_URL: simulator.url });
    assert.equal(tokenless.code, 2);
    assert.match(tokenless.err, /^There is no API token:/);
    const misused = await run([...flags, "--json"], env());
    assert.equal(misused.code, 2);
    assert.deepEqual(simulator.journal.entries, []);
  });

  it("is no part of what a program or the provider process loads", () => {
    const code = `
      for (const file of ["index", "dynamic/index", "lifecycle/lateSteps"]) require("./dist/" + file + ".js");
      process.stdout.write(Object.keys(require.cache).join("\\n"));`;
    const loaded = execFileSync(process.execPath, ["-e", code], { cwd: repository, encoding: "utf8" });
    assert.match(loaded, /\/dist\/northflank\/client\.js\n/);
    assert.doesNotMatch(loaded, /firstContact/);
  });
});
