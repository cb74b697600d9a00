import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliEngine, isCliAvailable } from "../cli/cliEngine";
import type { Engine, RunOptions } from "../engine";
import { Bench } from "./scenarios/bench";
import { inProcess } from "./scenarios/compareEngines";
import { printedLines } from "./scenarios/printedLines";

/** Of each operation its command, and what version 3.260 of the CLI has printed. */
const printedByTheCli = readFileSync(join(__dirname, "fixtures/printed-by-the-cli.txt"), "utf8");

const thing = (inputs: string): string =>
  `exports.serial = new Thing("a", { label: "a", key: pulumi.secret("s3cret"), ${inputs} }).derived;`;
const first = thing(`note: "one", list: [1, 2], map: { x: 1 }`);
const changed = thing(`note: "two", list: [1, 3, 4], map: { y: 1 }`);
const failing = thing(`note: "three", list: [1, 3, 4], map: { y: 1 }, fail: "update"`);
const moved = thing(`note: "two", zone: "elsewhere"`);

const operations: readonly (readonly ["preview" | "up" | "refresh" | "destroy", string, RunOptions?])[] = [
  ["preview", first],
  ["up", first],
  ["up", first],
  ["preview", changed, { diff: true }],
  ["up", changed, { diff: true }],
  ["up", failing],
  ["preview", moved],
  ["preview", moved, { diff: true }],
  ["up", moved],
  ["refresh", moved],
  ["destroy", moved],
];

async function played(engine: Engine): Promise<string[]> {
  const bench = await Bench.open(engine, {});
  try {
    const printed: string[] = [];
    for (const [verb, program, options = {}] of operations) {
      const { result } =
        verb === "preview" || verb === "up"
          ? await bench[verb](program, options)
          : await bench[verb](options);
      printed.push(`$ pulumi ${verb}${options.diff === true ? " --diff" : ""}\n${result.output}`);
    }
    return printed;
  } finally {
    await bench.close();
  }
}

const comparable = (operation: string): string[] =>
  printedLines(operation.replaceAll(/thing-[0-9a-f]{8}/g, "thing-1"));

describe("the display of an operation", () => {
  async function assertPrinted(engine: Engine): Promise<void> {
    const printed = await played(engine);
    const wanted = printedByTheCli.split(/^(?=\$ )/m);
    assert.deepEqual(printed.map(comparable), wanted.map(comparable));
  }

  it("prints what the CLI has printed, row by row and with --diff property by property", () =>
    assertPrinted(inProcess));

  const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";
  it(`is compared with what the CLI prints today${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    await assertPrinted(cliEngine);
  });
});
