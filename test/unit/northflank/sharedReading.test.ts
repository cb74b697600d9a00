import { strict as assert } from "node:assert";
import { SharedReading } from "../../../provider/northflank/sharedReading";
import { deadlineIn } from "../../../provider/process/ports";
import { VirtualClock } from "../../virtualClock";

describe("a reading that is shared", () => {
  const shared = () => {
    const clock = new VirtualClock();
    let reads = 0;
    const reading = new SharedReading(clock, 2_000, () => Promise.resolve(`read ${(reads += 1)}`));
    const get = (after?: number): Promise<string> => reading.get(deadlineIn(clock, 10), after);
    return { clock, reading, get };
  };

  it("is as old as its first request, for who asks for a newer one", async () => {
    const { clock, reading, get } = shared();
    const start = clock.now();
    await clock.sleep(100);
    reading.note("a list of many pages", start);
    assert.equal(await get(start), "a list of many pages");
    assert.equal(await get(start + 1), "read 1");
  });

  it("serves for so long from its first request", async () => {
    const { clock, reading, get } = shared();
    const start = clock.now();
    await clock.sleep(2_001);
    reading.note("a list of many pages", start);
    assert.equal(await get(), "read 1");
  });

  it("gives way to none that began before it", async () => {
    const { clock, reading, get } = shared();
    const start = clock.now();
    await clock.sleep(100);
    assert.equal(await get(), "read 1");
    reading.note("a list of many pages", start);
    assert.equal(await get(), "read 1");
  });
});
