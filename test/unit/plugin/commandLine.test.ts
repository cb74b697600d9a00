import assert from "node:assert/strict";
import { engineAddressIn, explanation } from "../../../provider/plugin/commandLine";

describe("the plugin's command line", () => {
  for (const args of [
    ["127.0.0.1:40123"],
    ["--logtostderr", "-v=9", "--tracing", "http://127.0.0.1:9/", "127.0.0.1:40123"],
  ])
    it(`ends with the engine's address: ${args.join(" ")}`, () => {
      assert.equal(engineAddressIn(args), "127.0.0.1:40123");
    });

  for (const args of [[], ["--help"], ["help"], ["127.0.0.1"], ["127.0.0.1:40123", "--version"]])
    it(`is no engine's: ${args.join(" ") || "nothing"}`, () => {
      assert.equal(engineAddressIn(args), undefined);
    });

  it("is explained to whoever types it", () => {
    assert.match(
      explanation,
      /provider plugin.*Pulumi starts it by itself; install it with `pulumi plugin install/,
    );
    assert.ok(explanation.endsWith("\n"));
  });
});
