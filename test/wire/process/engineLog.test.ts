import { credentials } from "@grpc/grpc-js";
import assert from "node:assert/strict";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineLog } from "../../../provider/process/engineLog";
import { serve, unary } from "@test/engine";

describe("what is said to the engine", () => {
  it("has arrived when it is flushed, although the engine is slow", async () => {
    const heard: string[] = [];
    await onEngine(
      async (message) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        heard.push(message);
      },
      async (log) => {
        void log.warning("urn", "a warning");
        void log.info("urn", "an info");
        await log.flush();
        assert.deepEqual(heard.sort(), ["a warning", "an info"]);
      },
    );
  });

  it("is given up when the engine never answers, so that no step waits for ever", () =>
    onEngine(
      () => new Promise(() => undefined),
      async (log) => {
        void log.warning("urn", "a warning");
        await log.flush();
      },
    ));

  it("is not waited for while it is only progress, or nothing", () =>
    onEngine(
      () => new Promise(() => undefined),
      async (log) => {
        void log.progress("urn", "in progress");
        let isFlushed = false;
        const flushed = log.flush().then(() => (isFlushed = true));
        await new Promise((resolve) => setImmediate(resolve));
        assert.ok(isFlushed);
        await flushed;
      },
    ));
});

async function onEngine(
  hear: (message: string) => Promise<void>,
  work: (log: EngineLog) => Promise<void>,
): Promise<void> {
  const log = unary(async (request: LogRequest) => {
    await hear(request.getMessage());
    return new Empty();
  });
  const root = unary(() => new Empty());
  const engine = await serve([[EngineService, { log, setRootResource: root, getRootResource: root }]]);
  try {
    await work(new EngineLog(engine.address, () => credentials.createInsecure()));
  } finally {
    engine.close();
  }
}
