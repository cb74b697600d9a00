import assert from "node:assert/strict";
import {
  type OpenAnswers,
  openQuestions,
  scriptedClock,
  type ScriptedClock,
  type Simulator,
  type SimulatorSettings,
  startSimulator,
} from "..";
import { ordersPath, send, type PlainAnswer } from "../plainClient";

const connectionString = "postgresql://reader:hunter2@legacy.example.com/orders";

describe("a source that the simulated API repeats", () => {
  let simulator: Simulator;
  let clock: ScriptedClock;

  async function start(settings: Partial<SimulatorSettings>): Promise<void> {
    clock = scriptedClock();
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 10, ...settings }, { clock });
  }
  afterEach(() => simulator.close());

  const importNamed = (name: string): Promise<PlainAnswer> =>
    send(simulator, "POST", `${ordersPath}/import`, { body: { name, connectionString } });

  const echoes: Record<OpenAnswers["errorEcho"], string[]> = {
    none: [],
    verbatim: [connectionString],
    "url-encoded": [encodeURIComponent(connectionString)],
    base64: [Buffer.from(connectionString).toString("base64")],
    "upper-case": [connectionString.toUpperCase()],
    split: ["postgresql://reader:hunter2", "@legacy.example.com/orders"],
  };

  for (const errorEcho of openQuestions.errorEcho) {
    it(`stands in errors as ${errorEcho}`, async () => {
      await start({ errorEcho });
      const { status, text } = await importNamed("!");
      assert.equal(status, 400);
      for (const part of echoes[errorEcho]) assert.ok(text.includes(part), text);
      if (errorEcho === "none") assert.ok(!text.includes("hunter2"), text);
    });
  }

  for (const logEcho of openQuestions.logEcho) {
    it(`stands in the log as ${logEcho}`, async () => {
      await start({ logEcho, outcome: "failed" });
      await importNamed("orders");
      clock.advanceSeconds(10);
      const { text } = await send(simulator, "GET", `${ordersPath}/backups/orders/logs`);
      for (const part of echoes[logEcho]) assert.ok(text.includes(part), text);
      if (logEcho === "none") assert.ok(!text.includes("hunter2"), text);
    });
  }
});
