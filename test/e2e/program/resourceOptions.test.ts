import assert from "node:assert/strict";
import type { Deployment, EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import { outcomes, programOf, trials, type Expected, type Trial } from "./options";
import { Stage, type Evidence, type Recording, type StageSettings } from "../../stage/stage";
import { assertInvariants } from "../invariants";

const password = "Options-Pw-5d17";

const settings = (engine: EngineKind, source: string): StageSettings => ({
  engine,
  program: { source },
  config: { password: { value: password, secret: true } },
  env: {
    SOURCE_ONE: `postgresql://reader:${password}@db.example.com/one`,
    SOURCE_TWO: `postgresql://reader:${password}@db.example.com/two`,
    DUMP_ONE: "https://dumps.example.com/one.sql.gz",
    DUMP_TWO: "https://dumps.example.com/two.sql.gz",
  },
  simulator: { scheduledSeconds: 0, importSeconds: 0 },
  secrets: [password],
});

/** Everything that all trials together showed on one engine. */
interface Played {
  readonly evidence: Evidence;
  readonly first: Recording;
  readonly withoutOptions: Recording;
  readonly preview: Recording;
  readonly up: Recording;
  readonly inputsBefore: Inputs;
  readonly inputsAfter: Inputs;
}

type Inputs = ReadonlyMap<string, unknown>;

const possibleOn = (engine: EngineKind): ReadonlyMap<string, Trial> =>
  new Map([...trials].filter(([, { onlyOn = engine }]) => onlyOn === engine));

async function play(engine: EngineKind): Promise<Played> {
  const named = possibleOn(engine);
  const stage = await Stage.open(settings(engine, programOf(named, "before")));
  try {
    const { world } = stage.simulator;
    const byHand = ["by-hand-one", "by-hand-two"].map((name) => world.addBackup(ordersDb, { name }).id);
    const first = await stage.run("up", { parallel: 64 });
    assert.equal(first.result.ok, true, first.result.output);
    const inputsBefore = inputsIn(await stage.plainState());
    await stage.write(programOf(named, "without"));
    const withoutOptions = await stage.run("preview");
    await stage.write(programOf(named, "after"));
    const preview = await stage.run("preview", { diff: true });
    const up = await stage.run("up", { parallel: 64 });
    assert.equal(up.result.ok, true, up.result.output);
    const inputsAfter = inputsIn(await stage.plainState());
    for (const id of [...byHand, ...leftBehind(first, up)]) world.removeBackup(ordersDb, id);
    const evidence = await stage.conclude();
    return { evidence, first, withoutOptions, preview, up, inputsBefore, inputsAfter };
  } finally {
    await stage.close();
  }
}

const nameIn = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

const inputsIn = ({ deployment }: Deployment): Inputs =>
  new Map((deployment.resources ?? []).map(({ urn, inputs }) => [nameIn(urn), inputs]));

const resourceIn = ({ state }: Recording, name: string) =>
  (state.deployment.resources ?? []).find(({ urn }) => nameIn(urn) === name);

const backupOf = (recording: Recording, name: string): string | undefined =>
  resourceIn(recording, name)?.id?.split("/").pop();

/** What the trials leave on the addon on purpose. */
const leftBehind = (first: Recording, up: Recording): string[] =>
  up.result.steps
    .filter(({ name, op }) => op === "delete" && trials.get(name)?.does[0] === "forgets")
    .map(({ name }) => backupOf(first, name) ?? "");

/** The imports and deletions that were sent for one resource, in their order. */
function requestsFor(name: string, { first, up }: Played): string[] {
  const [old, now] = [backupOf(first, name), resourceIn(up, name)?.outputs?.["backupName"]];
  return up.requests.flatMap(({ operation = "", path, importBody = "{}" }) => {
    const isImport =
      operation === "importBackup" && (JSON.parse(importBody) as { name?: unknown }).name === now;
    const isDeletion = operation === "deleteBackup" && path.endsWith(`/${old ?? ""}`);
    return isImport || isDeletion ? [operation] : [];
  });
}

/** The names of the steps, and why the resource is replaced. */
function seen({ result }: Recording, name: string): [string[], string[]] {
  const steps = result.steps.filter((step) => step.name === name);
  return [steps.map(({ op }) => op), steps.find(({ op }) => op === "replace")?.replaceReasons ?? []];
}

const wanted = ([outcome, ...because]: Expected): [string[], string[]] => [
  [...outcomes[outcome].steps],
  because,
];

const importsStarted = ({ result }: Recording): number =>
  result.steps.filter(({ op, type }) => op.startsWith("create") && type.endsWith(":AddonBackupImport"))
    .length;

describe("a resource option", () => {
  forEachEngine((engine, rule) => {
    let played: Played;

    before(async () => {
      played = await play(engine);
    });

    for (const [name, trial] of trials) {
      const title = `${trial.example}, when the change is ${trial.change}: ${outcomes[trial.does[0]].text}`;
      if (trial.onlyOn !== undefined && trial.onlyOn !== engine) {
        it(`${title} (pending: the embedded host cannot do it)`);
        continue;
      }
      rule(title, () => {
        const { withoutOptions, preview, up } = played;
        if (trial.otherwise !== undefined) {
          assert.deepEqual(seen(withoutOptions, name), wanted(trial.otherwise), "without the option");
        }
        assert.deepEqual(seen(preview, name), wanted(trial.previews ?? trial.does), "the preview");
        assert.deepEqual(seen(up, name), wanted(trial.does), "the update");
        assert.deepEqual(requestsFor(name, played), [...outcomes[trial.does[0]].requests]);
      });
      if (trial.option === "ignoreChanges" && trial.does[0] === "nothing") {
        rule(
          `${trial.example}, when the change is ${trial.change}: keeps every input, so that the change is not forgotten`,
          () => {
            assert.deepEqual(played.inputsAfter.get(name), played.inputsBefore.get(name));
          },
        );
      }
    }

    rule("ignoreChanges does not hold in a replacement, which imports what the program says", () => {
      const [name = ""] = [...trials].find(([, { note }]) => /ignored or not/.test(note ?? "")) ?? [];
      const backupName = resourceIn(played.up, name)?.outputs?.["backupName"];
      const bodies = played.up.requests.map(({ importBody = "" }) => importBody);
      assert.match(
        bodies.find((body) => body.includes(JSON.stringify(backupName))) ?? "",
        /db\.example\.com\/archive"/,
      );
    });

    rule("additionalSecretOutputs encrypts the output in the state", () => {
      const [name = ""] = [...trials].find(([, { option }]) => option === "additionalSecretOutputs") ?? [];
      const secret = { ciphertext: resourceIn(played.up, name)?.outputs?.["backupName"] };
      assert.match(JSON.stringify(secret), /"4dabf18193072939515e22adb298388d"/);
    });

    if (engine === "cli") {
      rule("hideDiffs keeps the values of the input out of the preview", () => {
        assert.doesNotMatch(played.preview.result.output, /hidden-\d/);
        assert.match(played.withoutOptions.result.output + played.preview.result.output, /triggers/);
      });
    } else {
      it(
        "hideDiffs keeps the values of the input out of the preview (pending: the embedded host cannot do it)",
      );
    }

    rule("leaves nothing undone, nothing behind and no secret to be read", () => {
      const adoptions = [...trials.values()].filter(({ example }) =>
        example.includes("adoptBackupId"),
      ).length;
      const imports = importsStarted(played.first) + importsStarted(played.up) - adoptions;
      assertInvariants(played.evidence, { imports, extraRequests: 4 * adoptions });
    });
  });
});
