import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { inLongRun, isLong } from "../../model/searching";
import { allPermissions, ordersDb } from "@test/simulator";
import { Stage } from "../../stage/stage";
import { CommandLines, filesIn, hitsIn, isTraceOfSdk, type Place, placesOf } from "./secretPlaces";
import { everySource, oneMore, planted, plantedStage, rotated } from "./secretsPlanted";

const secrets = Object.values(planted);

/** Mistakes that bring a secret where none belongs. */
const misplacements = [
  `name: config.require("misplaced"), connectionString: config.require("uri")`,
  `name: config.require("misplacedUri"), connectionString: config.require("uri")`,
  `projectId: config.require("misplacedUrl"), connectionString: config.require("uri")`,
  `passwrd: config.requireSecret("misplaced"), connectionString: config.require("uri")`,
  `connectionString: config.require("misplacedUrl")`,
  `importUrl: config.require("misplacedUri")`,
  `importUrl: config.requireSecret("misplaced")`,
  `connectionStringFromEnv: config.requireSecret("misplacedUri")`,
  `connectionString: config.require("misplacedUri"), importUrl: config.require("misplacedUrl")`,
  `connectionString: config.require("uri"), compressionType: config.require("misplacedUri")`,
];

/** The other ways of repeating a source are tried on the wire, where it takes no time. */
const echoes = ["verbatim", "base64"] as const;

/** Everything a user does, wrong and right, with a secret in every place there is for one. */
async function play(stage: Stage, run: Stage["run"]): Promise<void> {
  const { settings, world } = stage.simulator;
  await run("preview");
  await run("preview", { cliFlags: ["--json"] });
  await run("preview", { diff: true, debug: true });
  const up = await run("up", { debug: true });
  assert.equal(up.result.ok, true, up.result.output);
  assert.equal(up.imports.length, 7);

  await stage.setConfig("uri", { value: rotated, secret: true });
  const same = await run("preview", { diff: true });
  assert.deepEqual(
    same.result.steps.filter(({ op }) => op !== "same"),
    [],
    "a rotation is no change",
  );
  await stage.setConfig("uri", { value: rotated.replace("/orders", "/moved"), secret: true });
  const moved = await run("preview", { diff: true });
  assert.match(moved.result.output, /sourceFingerprint/);
  await run("up", { diff: true });

  for (const given of misplacements) {
    await stage.write(oneMore(given));
    const { result } = await run("preview");
    assert.equal(result.ok, false, `${given}: ${result.output}`);
  }

  settings.outcome = "failed";
  for (const echo of echoes) {
    settings.logEcho = echo;
    await stage.write(oneMore(`triggers: ["${echo}"], connectionString: config.require("failing")`));
    const { result } = await run("up");
    assert.match(result.output, /ended with status "failed"/);
  }
  settings.outcome = "completed";

  settings.nameClash = "refuse";
  world.addBackup(ordersDb, { name: "taken-name" });
  for (const echo of echoes) {
    settings.errorEcho = echo;
    await stage.write(oneMore(`name: "taken-name", connectionString: config.require("refused")`));
    const { result } = await run("up");
    assert.match(result.output, /taken-name/);
  }
  settings.errorEcho = "none";

  await stage.write(everySource);
  await run("up");
  const refreshed = await run("refresh", { debug: true });
  assert.equal(refreshed.result.ok, true, refreshed.result.output);
  await run("destroy", { debug: true });
}

/** A little of it, which is all that real processes do but in the long run. */
async function playBriefly(stage: Stage, run: Stage["run"]): Promise<void> {
  await run("preview", { diff: true, debug: true });
  const up = await run("up", { debug: true });
  assert.equal(up.result.ok, true, up.result.output);
  stage.simulator.settings.outcome = "failed";
  stage.simulator.settings.logEcho = "verbatim";
  await stage.write(oneMore(`connectionString: config.require("failing")`));
  const { result } = await run("up");
  assert.match(result.output, /ended with status "failed"/);
  await run("destroy", { debug: true });
}

/** Where it is looked for. Only the CLI keeps its state in files, and only Linux shows the command lines of processes. */
const everyKind = (engine: EngineKind): RegExp[] => [
  /^the output of preview/,
  /^the output of destroy/,
  /^the messages of up/,
  /^the steps of up/,
  /^the exported stack after up/,
  /^POST .*\/import of up/,
  ...(engine === "cli" ? [/^backend\/.*\.json/] : []),
  ...(engine !== "in-process" && process.platform === "linux" ? [/^the command line of a process/] : []),
];

async function placesAfter(engine: EngineKind): Promise<{ places: Place[]; traces: Place[] }> {
  const folder = await mkdtemp(join(tmpdir(), "planted-secrets-"));
  const [backend, scratch] = [join(folder, "backend"), join(folder, "tmp")];
  await Promise.all([mkdir(backend), mkdir(scratch)]);
  const settings = plantedStage();
  const env = { ...settings.env, TMPDIR: scratch, PULUMI_BACKEND_URL: pathToFileURL(backend).href };
  const stage = await Stage.open({ ...settings, engine, env });
  try {
    const tokens = { configToken: planted.configToken, providerToken: planted.providerToken };
    for (const [label, secret] of Object.entries(tokens))
      stage.simulator.settings.tokens.push({
        secret,
        label,
        account: "acme",
        team: "acme",
        permissions: allPermissions,
      });
    const commandLines = new CommandLines();
    // Not while the test itself configures the stack, which it does on the command line.
    const playOn = engine === "embedded" && !isLong ? playBriefly : play;
    await playOn(stage, (verb, options) => commandLines.during(() => stage.run(verb, options)));
    const traces = stage.recordings.flatMap(({ result, verb }) =>
      result.diagnostics
        .filter(({ message }) => isTraceOfSdk(message))
        .map(({ message }) => ({ name: `a trace of the SDK in ${verb}`, text: message })),
    );
    const places = [
      ...stage.recordings.flatMap(placesOf),
      ...commandLines.places,
      ...(await filesIn(folder)),
    ];
    return { places, traces };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true });
  }
}

describe("a planted secret", function () {
  this.timeout(900_000);

  it("is found in every form that the search knows, and in no other text", () => {
    const secret = planted.encodedPassword;
    const encoded = Buffer.from(`x${secret}yz`).toString("base64");
    for (const text of [
      secret,
      encodeURIComponent(secret),
      secret.toUpperCase(),
      encoded,
      JSON.stringify(secret),
    ])
      assert.equal(hitsIn([{ name: "here", text: `before ${text} after` }], secrets).length, 1, text);
    assert.deepEqual(hitsIn([{ name: "here", text: everySource }], secrets), []);
  });

  forEachEngine((engine) => {
    it(inLongRun(`of ${secrets.length} can be read nowhere`), async function () {
      const { places, traces } = await placesAfter(engine);
      const hits = hitsIn(places, secrets);
      assert.deepEqual(hits, []);
      for (const kind of everyKind(engine))
        assert.ok(
          places.some(({ name, text }) => kind.test(name) && text !== ""),
          `${kind} was searched`,
        );
      // Even where the SDK prints all that it is told, a source by reference is not: nobody tells it.
      const hidden = [planted.referencedPassword, planted.environmentToken];
      assert.deepEqual(hitsIn(traces, hidden), []);
      if (this.test !== undefined)
        this.test.title = `of ${secrets.length} can be read in none of ${places.length} places`;
    });
  });
});
