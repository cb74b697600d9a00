import assert from "node:assert/strict";
import { startSimulator, type Simulator } from "@test/simulator";
import { runCli } from "@test/simulator/clients";
import { Stage } from "../../stage/stage";
import { settingsOf } from "./examples/example";
import { definitionText, sharedDefinition } from "./examples/scenes/indirect";

const bodiesAt = ({ journal }: Simulator): unknown[] =>
  journal.entries.flatMap(({ importBody }) => importBody ?? []);

async function sentByTheProgram(): Promise<unknown[]> {
  const stage = await Stage.open(settingsOf(sharedDefinition, "embedded"));
  try {
    await stage.run("up");
    return bodiesAt(stage.simulator);
  } finally {
    await stage.run("destroy");
    await stage.close();
  }
}

async function sentByTheCli(): Promise<unknown[]> {
  const simulator = await startSimulator();
  try {
    const command = "import addon backup --projectId shop --addonId orders-db -f import.yaml -o json";
    const run = await runCli(simulator.url, command.split(" "), { "import.yaml": definitionText() });
    assert.ok(run.ok, run.stderr);
    return bodiesAt(simulator);
  } finally {
    await simulator.close();
  }
}

describe("the definition of examples/shared-definition", () => {
  it("is what the program sends, and what Northflank's CLI sends", async () => {
    const [program, cli] = [await sentByTheProgram(), await sentByTheCli()];
    assert.equal(program.length, 1);
    assert.deepEqual(program, cli);
  });
});
