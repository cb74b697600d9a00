import assert from "node:assert/strict";
import fc from "fast-check";
import { openQuestions, ordersDb, scriptedClock, type Simulator, startSimulator } from "..";
import { ordersPath, send } from "../plainClient";

interface ListAnswer {
  data: { backups: { id: string }[] };
  pagination: { hasNextPage: boolean; cursor?: string; count: number };
}

describe("the simulated API's paging", () => {
  const clock = scriptedClock();
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ quotaPerHour: 1_000_000 }, { clock });
  });
  afterEach(async () => {
    await simulator.close();
  });

  function addBackups(count: number): void {
    for (let number = 1; number <= count; number += 1) {
      simulator.world.addBackup(ordersDb, { name: `nightly ${number}` });
    }
  }

  async function list(query: string): Promise<ListAnswer> {
    const { status, json } = await send(simulator, "GET", `${ordersPath}/backups${query}`);
    assert.equal(status, 200);
    return json as ListAnswer;
  }

  async function walk(perPage: number, between: () => void = () => undefined): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await list(`?per_page=${perPage}${cursor === undefined ? "" : `&cursor=${cursor}`}`);
      assert.equal(page.pagination.count, page.data.backups.length);
      assert.equal(page.pagination.cursor !== undefined, page.pagination.hasNextPage);
      seen.push(...page.data.backups.map(({ id }) => id));
      ({ cursor, hasNextPage: more } = page.pagination);
      between();
    }
    return seen;
  }

  it("shows 50 a page unless told otherwise", async () => {
    addBackups(51);
    const first = await list("");
    assert.equal(first.data.backups.length, 50);
    assert.equal(first.pagination.hasNextPage, true);
    assert.equal(first.pagination.cursor?.length, 24);
  });

  it("shows every backup exactly once, by cursor as by number, in either order", async () => {
    addBackups(23);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(...openQuestions.listOrder),
        async (perPage, order) => {
          simulator.settings.listOrder = order;
          const byCursor = await walk(perPage);
          const byNumber: string[] = [];
          for (let page = 1; page <= Math.ceil(23 / perPage); page += 1) {
            const { data } = await list(`?per_page=${perPage}&page=${page}`);
            byNumber.push(...data.backups.map(({ id }) => id));
          }
          const oldestFirst = simulator.world.backups(ordersDb).map(({ id }) => id);
          const expected = order === "oldest-first" ? oldestFirst : [...oldestFirst].reverse();
          assert.deepEqual(byCursor, expected);
          assert.deepEqual(byNumber, expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("skips and repeats nothing when a backup that was shown goes away between two pages", async () => {
    addBackups(9);
    let shown = 9;
    const seen = await walk(3, () => {
      simulator.world.removeBackup(ordersDb, `nightly-${shown}`);
      shown -= 3;
    });
    assert.deepEqual(
      seen,
      [9, 8, 7, 6, 5, 4, 3, 2, 1].map((number) => `nightly-${number}`),
    );
  });

  it("orders by creation, also what was created in the past", async () => {
    simulator.world.addBackup(ordersDb, { name: "new" });
    simulator.world.addBackup(ordersDb, { name: "old", createdAt: "2020-01-01T00:00:00.000Z" });
    assert.deepEqual(await walk(1), ["new", "old"]);
  });

  it("never ends and repeats its cursor where it is told to be endless", async () => {
    simulator.settings.paging = "endless";
    addBackups(2);
    const first = await list("");
    assert.equal(first.pagination.hasNextPage, true);
    const second = await list(`?cursor=${first.pagination.cursor ?? ""}`);
    assert.deepEqual(second.data.backups, []);
    assert.deepEqual(second.pagination, { ...first.pagination, count: 0 });
  });

  for (const query of [
    "per_page=0",
    "per_page=101",
    "per_page=1.5",
    "per_page=x",
    "page=0",
    "cursor=short",
  ]) {
    it(`refuses ${query}`, async () => {
      const { status } = await send(simulator, "GET", `${ordersPath}/backups?${query}`);
      assert.equal(status, 400);
    });
  }
});
