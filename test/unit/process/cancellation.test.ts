import assert from "node:assert/strict";
import { Cancelled } from "../../../provider/errors";
import { Cancellation, interruptible, unlessCancelled } from "../../../provider/process/cancellation";
import { VirtualClock } from "../../virtualClock";

const never = new Promise<never>(() => undefined);

describe("work that a cancellation may end", () => {
  const ports = () => ({ clock: new VirtualClock(), cancellation: new Cancellation() });

  it("ends as it does by itself, if nobody cancels it", async () => {
    assert.equal(await unlessCancelled(ports(), Promise.resolve("done")), "done");
    await assert.rejects(unlessCancelled(ports(), Promise.reject(new Error("own"))), /own/);
  });

  it("ends at once when it is cancelled, before or meanwhile", async () => {
    const before = ports();
    before.cancellation.request();
    await assert.rejects(unlessCancelled(before, never), Cancelled);
    const meanwhile = ports();
    const ended = assert.rejects(unlessCancelled(meanwhile, never), Cancelled);
    meanwhile.cancellation.request();
    await ended;
  });

  it("has a grace, if it is given one, in which it may still end by itself", async () => {
    const both = ports();
    both.cancellation.request();
    const soon = both.clock.sleep(19_000).then(() => "done");
    assert.equal(await unlessCancelled(both, soon, 20_000), "done");
    await assert.rejects(unlessCancelled(both, never, 20_000), Cancelled);
    assert.equal(both.clock.now(), 39_000);
  });

  it("leaves pauses unslept", async () => {
    const one = ports();
    const asleep = assert.rejects(interruptible(one).sleep(3_600_000), Cancelled);
    one.cancellation.request();
    await asleep;
  });
});
