import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mostRequests } from "../../../provider/firstContact/observations";
import { help } from "../../../provider/firstContact/usage";
import { ordersDb } from "@test/simulator";
import { repository } from "../../repository";
import { read, threeImports } from "./reading";

const page = readFileSync(join(repository, "docs/first-contact.md"), "utf8");

/** The text of the page's code block of this language. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) => text);

describe("docs/first-contact.md", () => {
  it("shows the report as the command makes it of an addon with a nightly dump, three imports and a restore", async () => {
    const { out } = await read({
      before: async (simulator, clock) => {
        simulator.world.addBackup(ordersDb, {
          name: "Zebra nightly",
          createdAt: "2026-01-14T02:00:00.000Z",
          completedAt: "2026-01-14T02:04:00.000Z",
        });
        await threeImports(simulator, clock);
      },
    });
    assert.deepEqual(blocks("text"), [out], `the page is to show:\n${out}`);
  });

  it("names the flags that the command has, and the requests that it sends", () => {
    const [, typed = ""] = blocks("sh").join("").split("pulumi-northflank-check");
    const flags = new Set(typed.match(/--[a-z]+/g));
    assert.ok(flags.has("--project") && flags.has("--addon"));
    for (const flag of flags) assert.ok(help.includes(`${flag} <id>`), flag);
    assert.ok(page.includes(`${mostRequests} GET requests`));
  });
});
