import { reporters, Runner, type MochaOptions, type Test } from "mocha";
import { dirname, relative } from "node:path";

const { EVENT_RUN_END, EVENT_TEST_END, EVENT_TEST_PENDING } = Runner.constants;

const slowest = 10;

/** By their part of a title, see stage/forEachEngine.ts. */
const engines = ["in one process", "in real processes", "on the Pulumi CLI"];

/**
 * All rules, grouped by room, when the last one has been played: files run side by side and end in any order. Then the
 * slowest ones, the engines that ran, and what failed.
 */
module.exports = class extends reporters.Base {
  private readonly tests: Test[] = [];
  /** A worker tells of each skipped test, but what it then says of the test itself may lack it. */
  private readonly skipped = new Set<string>();

  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    runner.on(EVENT_TEST_PENDING, (test) => this.skipped.add(keyOf(test)));
    runner.on(EVENT_TEST_END, (test) => {
      // A sign of life for each file.
      if (test.file !== this.tests.at(-1)?.file) process.stdout.write(".");
      if (this.skipped.has(keyOf(test))) test.isPending = () => true;
      this.tests.push(test);
    });
    runner.once(EVENT_RUN_END, () => {
      for (const [room, tests] of [...grouped(this.tests, roomOf)].sort(byName)) say(room, rulesOf(tests, 1));
      say("the slowest rules", this.tests.sort(bySlowness).slice(0, slowest).map(timed));
      say(
        "on the engines",
        engines.map((engine) => countOn(engine, this.tests)),
      );
      this.epilogue();
    });
  }
};

const keyOf = (test: Test): string => JSON.stringify([test.file, test.titlePath()]);

const say = (heading: string, lines: readonly string[]): void => {
  console.log(`\n${heading}`);
  for (const line of lines) console.log(`  ${line}`);
};

const roomOf = ({ file = "" }: Test): string => relative(__dirname, dirname(file));

const byName = ([left]: [string, unknown], [right]: [string, unknown]): number => (left < right ? -1 : 1);

const bySlowness = (left: Test, right: Test): number => (right.duration ?? 0) - (left.duration ?? 0);

const timed = (test: Test): string => `${seconds(test)} ${roomOf(test)}: ${test.titlePath().join(", ")}`;

const seconds = ({ duration = 0 }: Test): string => `${(duration / 1000).toFixed(1)} s`;

function countOn(engine: string, tests: readonly Test[]): string {
  const all = tests.filter((test) => test.titlePath().some((title) => title.startsWith(engine)));
  const played = all.filter((test) => !test.isPending()).length;
  return `${engine}: ${played === 0 ? "did not run" : played} (${all.length - played} pending)`;
}

/** As an outline: a title that many rules have in common stands above them. */
function rulesOf(tests: readonly Test[], depth: number): string[] {
  return [...grouped(tests, (test) => test.titlePath()[depth - 1] ?? "")].flatMap(([title, all]) => {
    const rules = all.filter((test) => test.titlePath().length === depth);
    const below = all.filter((test) => test.titlePath().length > depth);
    const outline =
      below.length === 0 ? [] : [title, ...rulesOf(below, depth + 1).map((line) => `  ${line}`)];
    return [...rules.map((rule) => `${mark(rule)} ${title}`), ...outline];
  });
}

function mark(test: Test): string {
  if (test.isPending()) return "-";
  return test.state === "failed" ? "✗" : "✓";
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
