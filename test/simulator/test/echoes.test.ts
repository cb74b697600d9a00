import assert from "node:assert/strict";
import { type OpenAnswers, openQuestions } from "..";
import { connectionString, SimulatedApi } from "./simulatedApi";

describe("a source that the simulated API repeats", () => {
  const api = new SimulatedApi();

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
      await api.start({ errorEcho });
      const { status, text } = await api.importNamed("!");
      assert.equal(status, 400);
      for (const part of echoes[errorEcho]) assert.ok(text.includes(part), text);
      if (errorEcho === "none") assert.ok(!text.includes("hunter2"), text);
    });
  }

  for (const logEcho of openQuestions.logEcho) {
    it(`stands in the log as ${logEcho}`, async () => {
      await api.start({ logEcho, outcome: "failed" });
      await api.importNamed("orders");
      api.clock.advanceSeconds(10);
      const { text } = await api.get("/backups/orders/logs");
      for (const part of echoes[logEcho]) assert.ok(text.includes(part), text);
      if (logEcho === "none") assert.ok(!text.includes("hunter2"), text);
    });
  }
});
