import assert from "node:assert/strict";
import { mostRequests } from "../../../provider/firstContact/observations";
import { ordersDb } from "@test/simulator";
import { read, threeImports } from "./reading";

describe("the requests of first contact", () => {
  it("read an import by itself, however new the dumps are", async () => {
    const { requests } = await read({
      before: async (simulator, clock) => {
        await threeImports(simulator, clock);
        simulator.world.addBackup(ordersDb, { name: "Okapi" });
      },
    });
    const [single] = requests.filter(({ operation }) => operation === "getBackup");
    assert.match(single?.path ?? "", /\/backups\/zebra-[0-9-]+$/);
  });

  it("read a dump by itself if there is no import", async () => {
    const { requests } = await read({
      before: ({ world }) => {
        world.addBackup(ordersDb, { name: "Okapi" });
        world.addBackup(ordersDb, { name: "Lynx", sourceType: "snapshot" });
      },
    });
    const [single] = requests.filter(({ operation }) => operation === "getBackup");
    assert.match(single?.path ?? "", /\/backups\/okapi$/);
  });

  it("are as many as were announced, where there is all to see", async () => {
    const { requests, err } = await read();
    assert.equal(requests.length, mostRequests);
    assert.match(err, new RegExp(`^Sending up to ${mostRequests} GET requests`));
  });

  it("carry the token, but for the last, which is to be refused", async () => {
    const { requests } = await read();
    assert.equal(requests.at(-1)?.headers.authorization, "Bearer <unknown token>");
    const others = new Set(requests.slice(0, -1).map(({ headers }) => headers.authorization));
    assert.deepEqual(others, new Set(["Bearer <default>"]));
  });
});
