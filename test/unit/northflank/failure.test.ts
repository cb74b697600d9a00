import assert from "node:assert/strict";
import { Connection, settingsFrom } from "../../../provider/northflank/settings";
import { failure } from "../../../provider/northflank/failure";
import type { HttpFailure } from "../../../provider/process/http";
import { toldAll } from "../../toldAll";

const connection = new Connection(
  settingsFrom(
    { get: () => undefined },
    { NORTHFLANK_API_TOKEN: "token", NORTHFLANK_API_BASE_URL: "https://api.example.com" },
  ),
  toldAll,
);

describe("the failure of a request without an answer says", () => {
  const sentences: Readonly<Record<string, HttpFailure>> = {
    "the connection to api.example.com is not trusted (CERT_HAS_EXPIRED); check its certificate and northflank:apiUrl":
      { reached: "no", final: true, isUntrusted: true, code: "CERT_HAS_EXPIRED" },
    "cannot build a request to api.example.com (ERR_INVALID_URL); check northflank:apiUrl and the token": {
      reached: "no",
      final: true,
      code: "ERR_INVALID_URL",
    },
    "api.example.com could not be reached (EPROTO); check northflank:apiUrl and the network": {
      reached: "no",
      final: false,
      code: "EPROTO",
    },
    "api.example.com could not be reached (ETIMEDOUT); check northflank:apiUrl and the network": {
      reached: "no",
      final: false,
      code: "ETIMEDOUT",
    },
    "the connection to api.example.com was lost (EPROTO); try again later": {
      reached: "maybe",
      final: false,
      code: "EPROTO",
    },
    "api.example.com did not respond in time; try again later": {
      reached: "maybe",
      final: false,
      code: "ETIMEDOUT",
    },
  };
  for (const [sentence, noAnswer] of Object.entries(sentences)) {
    it(sentence, () => {
      const { message } = failure({ action: "reading", result: noAnswer }, connection);
      assert.equal(message, `reading failed: ${sentence}`);
    });
  }
});
