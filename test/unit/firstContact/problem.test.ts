import assert from "node:assert/strict";
import { problemIn } from "../../../provider/firstContact/problem";

describe("what first contact says of", () => {
  const settings = { token: { value: "q", origin: "the environment variable X", renewal: "" } };

  it("a certificate that is not trusted", () => {
    const addon = { code: "DEPTH_ZERO_SELF_SIGNED_CERT", isUntrusted: true };
    assert.match(
      problemIn({ addon }, settings) ?? "",
      /is not trusted; NODE_EXTRA_CA_CERTS adds an authority\.$/,
    );
  });

  it("a reason for no response that is no code", () => {
    const addon = { code: "the proxy okapi refused", isUntrusted: false };
    assert.match(problemIn({ addon }, settings) ?? "", /^The API did not respond; check the network/);
  });
});
