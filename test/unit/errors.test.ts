import assert from "node:assert/strict";
import { asError, causeOf, ProviderError } from "../../provider/errors";

describe("an unexpected fault", () => {
  it("says where it came from, and not what it stumbled over", () => {
    for (const thrown of [new TypeError("of S3cret"), "S3cret", { S3cret: 1 }, undefined]) {
      assert.match(
        asError(thrown).message,
        /hit an unexpected error \(.* at .*\); no details of it were saved/,
      );
      assert.doesNotMatch(asError(thrown).message + causeOf(thrown), /S3cret/);
    }
    assert.match(causeOf(new TypeError("x")), /TypeError at errors\.test\.ts:\d+/);
  });

  it("is none where the message is ours", () => {
    assert.equal(causeOf(new ProviderError("the token is missing")), "the token is missing");
  });
});
