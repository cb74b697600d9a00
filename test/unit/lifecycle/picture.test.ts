import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkProgram } from "../../model/checkProgram";
import { diff } from "../../../provider/lifecycle/diff";
import { reasonsFor } from "../../../provider/lifecycle/reasons";
import { progressLine } from "../../../provider/lifecycle/progress";
import { repository } from "../../repository";

const picture = readFileSync(join(repository, "docs/pictures/up-and-preview.svg"), "utf8").replaceAll(
  /<[^>]+>/g,
  "",
);

const program = (host: string) => ({
  projectId: "shop",
  addonId: "orders-db",
  connectionString: `postgresql://importer:S3cr3t@${host}:5432/orders`,
  resourceContext: { resourceUrn: "urn:pulumi:dev::shop::t::legacy-orders", organization: "acme" },
});

describe("the picture in the README", () => {
  it("says why the preview replaces, as the provider does", () => {
    const [, backupId = ""] = /\(backup "(legacy-orders-\w{7})"/.exec(picture) ?? [];
    const { inputs: olds } = checkProgram({}, program("db.example.com"), { env: {} });
    const { inputs, context, changes } = checkProgram(olds, program("db.eu.example.com"), { env: {} });
    assert.ok(context);
    const state = { ...olds, backupId, status: "completed" };
    const compared = { id: `shop/orders-db/${backupId}`, state, inputs, context, changes };
    const [reason = "none", ...others] = reasonsFor(diff(state, inputs), compared);
    assert.ok(picture.includes(reason), reason);
    assert.deepEqual(others, []);
  });

  it("shows the row of a running import, as the provider does", () => {
    const line = progressLine("in-progress", 916 * 2 ** 20);
    assert.match(picture, new RegExp(`legacy-orders *creating \\(\\d+s\\)\\.* *${line}$`, "m"));
  });
});
