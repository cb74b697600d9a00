import assert from "node:assert/strict";
import { StartedCommand } from "./startedCommand";

describe("the simulator's command rehearses", () => {
  const command = new StartedCommand();
  const backupIds = async () => (await command.backups()).map(({ id }) => id);

  it("an import that takes --import-seconds, after one second for which it is scheduled", async () => {
    await command.start(["--import-seconds", "0.25"]);
    await command.importNamed("orders");
    const { createdAt, completedAt } = await command.endedBackup();
    assert.equal(Date.parse(completedAt) - Date.parse(createdAt), 1250);
  });

  for (const outcome of ["completed", "failed", "aborted"]) {
    it(`imports that end as ${outcome}`, async () => {
      await command.start(["--import-seconds", "0", "--outcome", outcome]);
      await command.importNamed("orders");
      assert.equal((await command.endedBackup()).status, outcome);
    });
  }

  it("a list that shows a new backup only after --list-lag", async () => {
    await command.start(["--list-lag", "3600"]);
    await command.importNamed("orders");
    assert.deepEqual(await command.listedIds(), []);
    assert.deepEqual(await backupIds(), ["orders"]);
  });

  it("an addon of the user's own, beside those that are always there", async () => {
    await command.start(["--addon", "acme/postgres", "--addon", "acme/users"]);
    for (const address of ["acme/postgres", "acme/users", "shop/orders-db"]) {
      const [projectId = "", addonId = ""] = address.split("/");
      await command.shown(new RegExp(`^  projectId: "${projectId}", addonId: "${addonId}"$`, "m"));
      assert.equal(await command.importNamed("orders", { projectId, addonId }), 200);
    }
  });

  it("a first import whose connection drops once it has started", async () => {
    await command.start(["--fault", "drop"]);
    await assert.rejects(command.importNamed("orders"), { message: "fetch failed" });
    await command.shown(/ POST \S+\/import no response \(--fault\), started backup orders$/m);
    assert.equal(await command.importNamed("users"), 200);
    assert.deepEqual(await backupIds(), ["orders", "users"]);
  });

  for (const status of [500, 409]) {
    it(`a first import that gets a ${status} and does not start`, async () => {
      await command.start(["--fault", String(status)]);
      assert.equal(await command.importNamed("orders"), status);
      await command.shown(new RegExp(` POST \\S+/import ${status} \\(--fault\\)$`, "m"));
      assert.equal(await command.importNamed("users"), 200);
      assert.deepEqual(await backupIds(), ["users"]);
    });
  }

  it("a fault that strikes --fault-times", async () => {
    await command.start(["--fault", "500", "--fault-times", "2"]);
    const statuses = [];
    for (const name of ["orders", "users", "carts"]) statuses.push(await command.importNamed(name));
    assert.deepEqual(statuses, [500, 500, 200]);
  });
});
