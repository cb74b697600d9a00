import assert from "node:assert/strict";
import fc from "fast-check";
import { PartialFailure } from "../../../provider/errors";
import { DynamicProvider } from "../../../provider/dynamic/dynamicProvider";
import { Cancellation } from "../../../provider/process/cancellation";
import type { Http } from "../../../provider/process/http";
import { liveSource } from "../../wire/bench/sources";
import { searching, tried } from "../../model/searching";
import { silentEngine } from "../../silentEngine";
import { VirtualClock } from "../../virtualClock";

const cases = 200;
const limitSeconds = 20;

const done = ["completed"];
const failed = ["failed", "aborted", "not-supported"];
const pending = ["scheduled", "in-progress", "aborting"];

const aWord = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<unknown>(...pending) },
  { weight: 4, arbitrary: fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }), fc.string()) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...done, ...failed, "done", "constructor") },
);

/** Northflank as far as one import needs it; each look at the backup shows the next word, the last one for ever. */
function northflank(words: readonly unknown[]): Http {
  let looks = 0;
  let name: unknown;
  const answer = (body: object) =>
    Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(body), complete: true });
  return ({ method, url, body }) => {
    if (method === "POST") {
      ({ name } = JSON.parse(body ?? "{}") as { name?: unknown });
      return answer({ data: { id: "orders-1" } });
    }
    if (!url.includes("/backups/orders-1")) return answer({ data: { backups: [] } });
    if (url.includes("/logs")) return answer({ data: [] });
    const status = words[Math.min(looks, words.length - 1)];
    looks += 1;
    return answer({ data: { id: "orders-1", uid: "u", name, status } });
  };
}

/** How a create ends that sees these words. */
async function end(words: readonly unknown[]): Promise<string> {
  const clock = new VirtualClock();
  const warnings: string[] = [];
  const lifecycle = new DynamicProvider({
    env: { NORTHFLANK_API_TOKEN: "token-of-a-test" },
    http: northflank(words),
    clock,
    engine: { ...silentEngine, warn: (_urn, message) => void warnings.push(message) },
    cancellation: new Cancellation(),
    random: () => 0.5,
    uuid: () => "the only take-over",
  });
  const context = {
    resourceUrn: "urn:pulumi:dev::shop::t::orders",
    organization: "",
    timeouts: { create: limitSeconds },
  };
  const checked = await lifecycle.check({}, { ...liveSource, resourceContext: context });
  try {
    const created = await lifecycle.create(checked.inputs as Record<string, unknown>);
    return String((created.outs as Record<string, unknown>)["status"]);
  } catch (thrown) {
    assert.ok(thrown instanceof PartialFailure, String(thrown));
    assert.equal(thrown.id, `${liveSource.projectId}/${liveSource.addonId}/orders-1`);
    if (failed.includes(String(thrown.properties["status"]))) return String(thrown.properties["status"]);
    assert.match(thrown.message, /is still ".*" after 20s.*resumes the wait/s);
    assert.equal(clock.now(), limitSeconds * 1000);
    return "timeout";
  } finally {
    assert.equal(new Set(warnings).size, warnings.length, "each unknown word is warned of once");
  }
}

describe(`the law of the status words (${tried(cases)})`, () => {
  it("ends as done, as failed or at the timeout, by the first word that says which", () =>
    fc.assert(
      fc.asyncProperty(fc.array(aWord, { minLength: 1, maxLength: 12 }), async (words) => {
        const first = words.find(
          (word) => [...done, ...failed].includes(String(word)) && typeof word === "string",
        );
        assert.equal(await end(words), first ?? "timeout");
      }),
      searching(cases),
    ));
});
