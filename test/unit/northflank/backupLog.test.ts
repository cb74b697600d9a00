import assert from "node:assert/strict";
import { parseLogLines } from "../../../provider/northflank/schema";

const line = (log: string, ts?: string) => ({ containerId: "importer-0", log, ts });
const start = "2026-01-15T09:00:00.000Z";
const end = "2026-01-15T09:00:05.000Z";
const story = ["Starting", "could not connect", "Finished: failed"];

describe("the log of a failed import", () => {
  it("is read in the order in which it was written, also where lines are of one moment", () => {
    const backwards = [
      line("Finished: failed", end),
      line("could not connect", end),
      line("Starting", start),
    ];
    assert.deepEqual(parseLogLines({ data: backwards }), story);
    assert.deepEqual(parseLogLines({ data: backwards.slice(0, 2) }), story.slice(1));
  });

  it("is not turned round when it came forwards", () => {
    const forwards = [line("Starting", start), line("could not connect", end), line("Finished: failed", end)];
    assert.deepEqual(parseLogLines({ data: forwards }), story);
  });

  it("is turned round when it came without times, as it was asked for backwards", () => {
    assert.deepEqual(parseLogLines({ data: [...story].reverse().map((log) => line(log)) }), story);
  });

  it("comes without the prefix of the container runtime", () => {
    assert.deepEqual(parseLogLines({ data: [line("stderr F no such host", end)] }), ["no such host"]);
  });

  it("is empty where the answer holds no lines", () => {
    for (const body of [undefined, {}, { data: [] }, { data: [{ text: 1 }] }]) {
      assert.deepEqual(parseLogLines(body), []);
    }
  });
});
