import assert from "node:assert/strict";
import fc from "fast-check";
import { type Answer, type Observed, type Probe, probes } from "../../../provider/firstContact/observations";
import { report } from "../../../provider/firstContact/report";
import { searching, tried } from "../../model/searching";

const anyOf = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters.split(""));

/** Letters and digits of which the report's own words have no five in a row. */
const secretText = fc.oneof(
  fc.string({ unit: anyOf("qxzjkv0123456789"), minLength: 5, maxLength: 60 }),
  fc.string({ unit: anyOf("qxzjkv"), minLength: 5, maxLength: 20 }),
  fc.string({ unit: anyOf("qxzj-/: @.?="), minLength: 5, maxLength: 39 }),
  fc.uuid(),
  fc.string({ unit: anyOf("0123456789abcdef"), minLength: 24, maxLength: 24 }),
  fc
    .date({ noInvalidDate: true, min: new Date("2001-01-01"), max: new Date("2099-01-01") })
    .map((date) => date.toISOString()),
  fc
    .string({ unit: anyOf("qxzjkv0123456789"), minLength: 5, maxLength: 20 })
    .map((host) => `https://${host}.qzxjk/${host}?v=${host}`),
);

/** Names that Northflank documents, and some that it does not. */
const fieldName = fc.constantFrom(
  ...["id", "name", "uid", "status", "createdAt", "completedAt", "config", "source", "type", "size"],
  ...["backups", "restores", "pagination", "cursor", "details", "message", "log", "ts", "spec", "unheardOf"],
);

/** A response whose texts are secrets; some of them are names of fields as well. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    secretText,
    fc.integer({ min: 10_000_000, max: 2 ** 50 }),
    fc.constantFrom(null, true),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fieldName, tie("value"), { maxKeys: 6 }),
    secretText.map((secret) => ({ [secret]: "x", name: secret })),
  ),
}));

/** As the API is documented to respond, with secrets in it. */
const listLike = fc
  .array(fc.dictionary(fieldName, anything.value, { maxKeys: 10 }), { maxLength: 5 })
  .map((backups) => ({ data: { backups }, pagination: { hasNextPage: false, cursor: "x".repeat(24) } }));
const errorLike = fc.dictionary(fieldName, anything.value).map((error) => ({ error }));

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(200, 401, 404, 500),
  headers: fc.dictionary(
    fc.constantFrom("date", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-odd"),
    secretText,
  ),
  body: fc.oneof(
    listLike,
    errorLike,
    anything.value.map((data) => ({ data })),
    fc.constant(undefined),
  ),
  at: fc.constant(Date.parse("2026-01-15T09:00:00.000Z")),
});

const answers = fc.record(
  Object.fromEntries(Object.keys(probes).map((probe) => [probe, answer])) as Record<
    Probe,
    fc.Arbitrary<Observed>
  >,
  { requiredKeys: [] },
);

const seenBy = fc.record({
  answers,
  addon: fc.record({ projectId: secretText, addonId: secretText, teamId: secretText }),
  isLive: fc.boolean(),
});

function* valuesIn(value: unknown): Generator<string> {
  if (typeof value === "string" || typeof value === "number") yield String(value);
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value) as unknown[]) yield* valuesIn(inner);
}

const product = { version: "0.1.0", issues: "the issues" };
const empty = report({ answers: {}, addon: { projectId: "", addonId: "" }, isLive: false }, product).join(
  "\n",
);
/** What the report says anyway, of fields and requests. */
const ranges = ["1-3", "4-11", "12-19", "20-39", "40-99", "1-9", "10-13"]
  .map((range) => ` ${range} `)
  .join("");
const ownWords = [empty, ...Object.values(probes), ranges].join(" ");

function* piecesOf(text: string): Generator<string> {
  const folded = text.toLowerCase();
  for (let start = 0; start + 5 <= folded.length; start += 1) yield folded.slice(start, start + 5);
}

const own = new Set(piecesOf(ownWords));

describe("the report of first contact", () => {
  it(`shows no piece of five characters of any value (${tried(200)})`, () => {
    fc.assert(
      fc.property(seenBy, (seen) => {
        const said = report(seen, product).join("\n");
        const shown = new Set(piecesOf(said));
        for (const value of valuesIn([seen.answers, seen.addon]))
          for (const piece of piecesOf(value))
            assert.ok(own.has(piece) || !shown.has(piece), `"${piece}" of "${value}" in\n${said}`);
      }),
      searching(200),
    );
  });
});
