import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording } from "../../stage/stage";
import { onStage } from "../invariants";
import { assertDid, ordersProgram, ordersSettings } from "../ordersImport";

const inputsThatAreNoOutputs = ["connectionString", "importUrl", "resourceContext", "__provider"];

/** Every key at any depth. */
function keysIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

describe("a program that exports its imports as they are", () => {
  forEachEngine((engine, rule) => {
    const onceExported = (check: (exported: readonly string[], up: Recording) => void) => {
      const program = `${ordersProgram("connectionString")}
module.exports = { orders, all: [orders], nested: { orders }, later: require("@pulumi/pulumi").output(orders) };
`;
      return onStage(ordersSettings(engine, program), { imports: 1 }, async (stage) => {
        await stage.run("preview");
        const up = await stage.run("up");
        assertDid(up, "create");
        const stack = up.state.deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
        check(keysIn(stack?.outputs), up);
      });
    };

    rule("exports what they have come to", () =>
      onceExported((exported) => {
        assert.ok(exported.includes("backupId") && exported.includes("status"), exported.join());
      }),
    );

    rule("exports neither their sources nor what only the provider needs", () =>
      onceExported((exported, up) => {
        for (const name of inputsThatAreNoOutputs) assert.ok(!exported.includes(name), name);
        assert.ok(!up.result.output.includes("resourceContext"));
      }),
    );
  });
});
