import assert from "node:assert/strict";
import { ProviderError } from "../../../provider/errors";
import { addonOf, parseResourceId, resourceId } from "../../../provider/import/identity";
import { importBody, readInputs } from "../../../provider/inputs/checkedInputs";
import { addonPath, backupPath, projectPath } from "../../../provider/northflank/endpoints";

const addon = { projectId: "shop", addonId: "orders-db" };
const source = { kind: "connectionString", value: "postgresql://db.example.com/orders" } as const;

describe("the path of a request", () => {
  it("names project, addon and backup", () => {
    assert.equal(projectPath(addon), "/v1/projects/shop");
    assert.equal(addonPath(addon), "/v1/projects/shop/addons/orders-db");
    assert.equal(backupPath(addon, "nightly"), "/v1/projects/shop/addons/orders-db/backups/nightly");
  });

  it("goes by the team when there is one", () => {
    const path = "/v1/teams/blue/projects/shop/addons/orders-db/backups/nightly";
    assert.equal(backupPath({ ...addon, teamId: "blue" }, "nightly"), path);
  });

  it("encodes every id, so that none becomes two segments", () => {
    const path = backupPath({ projectId: "a/b", addonId: "c d", teamId: "e?f" }, "g#h");
    assert.equal(path, "/v1/teams/e%3Ff/projects/a%2Fb/addons/c%20d/backups/g%23h");
  });

  for (const dots of [".", ".."]) {
    it(`is refused for the id ${JSON.stringify(dots)}, which would lead to another place`, () => {
      const refusal = new ProviderError(`"${dots}" is not a valid Northflank id`);
      assert.throws(() => projectPath({ projectId: dots }), refusal);
      assert.throws(() => projectPath({ projectId: "shop", teamId: dots }), refusal);
      assert.throws(() => addonPath({ ...addon, addonId: dots }), refusal);
      assert.throws(() => backupPath(addon, dots), refusal);
    });
  }

  it("takes dots within an id for what they are", () => {
    for (const id of ["a..", "..a", "...", "a.b"]) {
      assert.equal(projectPath({ projectId: id }), `/v1/projects/${id}`);
    }
  });
});

describe("the body of an import", () => {
  it("holds the name and the source, and nothing else when nothing else is given", () => {
    const body = importBody({ ...addon, teamId: "blue", triggers: [1] }, source, "nightly");
    assert.deepEqual(body, { name: "nightly", connectionString: source.value });
  });

  it("holds every option that is given, false included", () => {
    const options = {
      importAllDatabases: false,
      compressionType: "zstd",
      customDestinationId: "bucket",
    };
    const body = importBody(options, source, "nightly");
    assert.deepEqual(body, { ...options, name: "nightly", connectionString: source.value });
  });

  it("holds no key for an option that is undefined", () => {
    const body = importBody({ compressionType: undefined }, source, "nightly");
    assert.deepEqual(Object.keys(body).sort(), ["connectionString", "name"]);
  });

  it("holds the free name, not the one that is taken, and the value that a variable stood for", () => {
    const values = { name: "nightly", importUrlFromEnv: "DUMP" };
    const body = importBody(values, { kind: "importUrl", value: "https://dumps.example.com/a" }, "nightly-2");
    assert.deepEqual(body, { name: "nightly-2", importUrl: "https://dumps.example.com/a" });
  });
});

describe("the addon of inputs or a state", () => {
  it("is made of project, addon and team", () => {
    assert.deepEqual(addonOf(readInputs({ ...addon, teamId: "blue", name: "x" })), {
      ...addon,
      teamId: "blue",
    });
    assert.deepEqual(addonOf(addon), { ...addon, teamId: undefined });
  });

  it("has no team when what stands there is no text", () => {
    assert.deepEqual(addonOf(readInputs({ ...addon, teamId: 5 })), { ...addon, teamId: undefined });
  });
});

describe("a resource id", () => {
  it("says where the backup is, and is read back", () => {
    assert.equal(resourceId(addon, "nightly"), "shop/orders-db/nightly");
    assert.deepEqual(parseResourceId("shop/orders-db/nightly"), { addon, backupId: "nightly" });
  });

  for (const wrong of ["", "a", "a/b", "a/b/", "a//c", "/b/c", "a/b/c/d", "a/b/c/"]) {
    it(`is none: ${JSON.stringify(wrong)}`, () => {
      assert.equal(parseResourceId(wrong), undefined);
    });
  }
});
