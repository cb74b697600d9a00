import assert from "node:assert/strict";
import { sourceProblem } from "../../../provider/inputs/validation";
import { identityOf, Source, type SourceKind } from "../../../provider/source/identity";
import { isLong, sampled } from "../../model/searching";
import { cleaned } from "../../../provider/redaction/printable";
import { knowing, knowingSource } from "../redaction/redactors";

const small = 6_000;
const factor = 16;
// Sixteen times the input: linear work takes 16 times as long, quadratic 256 times. The limit lies between, far
// enough from both that a busy machine does not matter.
const limit = 90;

const hostile: readonly (readonly [name: string, make: (length: number) => string])[] = [
  ["thousands of @", (length) => `postgres://${"@".repeat(length)}`],
  ["user:password@ over and over", (length) => `mysql://${"u:p@".repeat(length / 4)}h/db`],
  ["nested brackets", (length) => `postgres://${"[".repeat(length)}`],
  ["closed nested brackets", (length) => `mongodb://${"[".repeat(length / 2)}${"]".repeat(length / 2)}/`],
  ["a host list", (length) => `mongodb://${"h,".repeat(length / 2)}h/db`],
  ["a slash list", (length) => `https://h${"/".repeat(length)}x`],
  ["percent signs", (length) => `https://h/${"%".repeat(length)}`],
  ["encoded letters", (length) => `https://h/${"%61".repeat(length / 3)}`],
  ["invalid encodings", (length) => `postgres://h/db?${"%ff".repeat(length / 3)}=x`],
  ["question marks", (length) => `postgres://h/${"?".repeat(length)}@`],
  ["query pairs", (length) => `https://h/?${"a&".repeat(length / 2)}@`],
  ["keys of a query", (length) => `https://h/?${"access-".repeat(length / 7)}=${"aB3-".repeat(length / 4)}`],
  ["a date that goes on", (length) => `https://h/?k=20261125T${"03".repeat(length / 2)}x`],
  ["hashes in a chain", (length) => `https://h/?k=${"0123456789abcdef-".repeat(length / 17)}x`],
  ["options run together", (length) => `host=h options='${"-c -c".repeat(length / 5)}'`],
  ["@ within a query", (length) => `postgres://h/?a=${"@".repeat(length)}`],
  ["quotes", (length) => `host='${"\\'".repeat(length / 2)}`],
  ["backslashes", (length) => `host=${"\\".repeat(length)}`],
  ["blanks", (length) => `host${" ".repeat(length)}x`],
  ["settings", (length) => "host=h ".repeat(length / 7)],
  ["settings within settings", (length) => "dbname=".repeat(length / 7)],
  ["slashes of a socket", (length) => `host=/${"/".repeat(length)}x dbname=db`],
  ["options", (length) => `host=h options='${"endpoint=".repeat(length / 9)}'`],
  ["schemes", (length) => "http://".repeat(length / 7)],
  ["encoded schemes", (length) => "%3A%2F%2F".repeat(length / 9)],
  ["one letter", (length) => "a".repeat(length)],
  ["password keys", (length) => "password".repeat(length / 8)],
  ["password keys and quotes", (length) => `password="${"pwd='".repeat(length / 5)}`],
  ["bearer and blanks", (length) => `bearer${" ".repeat(length)}`],
  ["escape characters", (length) => "\u001b[0;".repeat(length / 4)],
  ["ampersands", (length) => "&#x".repeat(length / 3)],
  ["values that are undefined", (length) => `a://${"@undefined/".repeat(length / 11)}`],
  ["hosts that nearly are", (length) => `a://${"@:undefined_".repeat(length / 12)}`],
  ["placeholders", (length) => "${a".repeat(length / 3)],
  ["placeholders of a command", (length) => "$(a".repeat(length / 3)],
  ["placeholders of a template", (length) => "{".repeat(length)],
  ["schemes and quotes", (length) => "a://'".repeat(length / 5)],
  ["base64 of one letter", (length) => "YWFh".repeat(length / 4)],
];

const kinds: readonly SourceKind[] = ["connectionString", "importUrl"];
const redact = knowing(`${"a".repeat(200)}b`, "aaaaaaaaaaaaaaaa", "p@ss word", "@@@@@@@@@@");

const work: readonly (readonly [name: string, run: (text: string) => unknown])[] = [
  ["identity", (text) => kinds.map((kind) => identityOf(kind, text))],
  ["secrets", (text) => kinds.map((kind) => knowingSource(text, kind))],
  ["mistakes", (text) => kinds.map((kind) => sourceProblem(new Source(kind, text)))],
  ["redaction", (text) => redact(text)],
  ["printable text", cleaned],
];

/** Processor time, so that other processes do not count. */
function cost(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const leastCost = (run: () => unknown): number => Math.min(cost(run), cost(run), cost(run));

/** Below this the clock tells nothing: linear work on the small input never takes longer. */
const leastMicroseconds = 2_000;

function assertGrowsWithLength(run: (length: number) => unknown): void {
  const before = Math.max(
    leastMicroseconds,
    leastCost(() => run(small)),
  );
  const isWithin = (after: number): boolean => after < limit * before;
  const large = () => run(small * factor);
  assert(isWithin(cost(large)) || isWithin(leastCost(large)), `more than ${limit} times the work`);
}

/** Every other text has one work done to it; each has all, in the long run. */
const nth = 2 * work.length;

const pairs = work.flatMap(([name, run], turn) =>
  hostile
    .filter((_, index) => isLong || index % nth === 2 * turn)
    .map(([family, make]) => [name, run, family, make] as const),
);

describe(`work on a hostile text grows with its length, not with its square (${sampled(nth)})`, () => {
  for (const [name, run, family, make] of pairs) {
    it(`${name}: ${family}`, () => {
      assertGrowsWithLength((length) => run(make(length)));
    });
  }

  it("making a redactor: a long secret of each kind", () => {
    assertGrowsWithLength((length) => knowingSource(`postgres://${"u@%41".repeat(length / 5)}/db`)("text"));
  });
});
