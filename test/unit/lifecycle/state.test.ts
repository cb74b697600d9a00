import assert from "node:assert/strict";
import { ProviderError } from "../../../provider/errors";
import { assertReadable, locationOf, readState, stateVersion } from "../../../provider/lifecycle/state";

const id = "shop/orders-db/nightly";

describe("a state", () => {
  for (const written of [stateVersion, stateVersion - 1, undefined])
    it(`of version ${String(written)} is read`, () => {
      assert.doesNotThrow(() => {
        assertReadable(id, { stateVersion: written });
      });
    });

  for (const written of [stateVersion + 1, "1", "0", null, {}])
    it(`is refused when a newer release wrote it, which its version tells: ${JSON.stringify(written)}`, () => {
      assert.throws(
        () => {
          assertReadable(id, { stateVersion: written });
        },
        (error) =>
          error instanceof ProviderError &&
          error.message.includes(`"${id}" was written by a newer release`) &&
          error.message.includes(JSON.stringify(written)) &&
          error.message.includes("nothing was done; install that release"),
      );
    });
});

describe("the place of a resource's backup", () => {
  const elsewhere = { projectId: "home", addonId: "users-db", teamId: "blue", backupId: "weekly" };

  it("is what its id says, whatever the state says", () => {
    const addon = { projectId: "shop", addonId: "orders-db" };
    for (const state of [{}, elsewhere])
      assert.deepEqual(locationOf(id, state), { addon, backupId: "nightly" });
  });

  it("is what the state says when the id says nothing", () => {
    const addon = { projectId: "home", addonId: "users-db", teamId: "blue" };
    assert.deepEqual(locationOf("nightly", elsewhere), { addon, backupId: "weekly" });
  });

  it("is asked for when neither says it", () => {
    assert.throws(
      () => locationOf("nightly", readState({ projectId: "home", addonId: "users-db" })),
      (error) => error instanceof ProviderError && error.message.includes("projectId/addonId/backupId"),
    );
  });
});
