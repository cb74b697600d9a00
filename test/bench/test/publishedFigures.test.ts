import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (file: string): string =>
  readFileSync(join(__dirname, "../../..", file), "utf8").replaceAll(/\s+/g, " ");
const page = text("docs/time-cost-quota.md");
const benchmarks = text("docs/benchmarks.md");

const found = (where: string, what: RegExp): readonly (string | undefined)[] =>
  what.exec(where)?.slice(1) ?? assert.fail(`nothing is said like ${what.source}`);

describe("the figures on time, cost and quota", () => {
  it("are the requests that were measured", () => {
    assert.deepEqual(
      found(
        page,
        /100 imports on one addon take (\d+) for `up`, (\d+) for `refresh` and (\d+) for `destroy`/,
      ),
      found(benchmarks, /\| nothing else on the addon \| 100 \| (\d+) \| (\d+) \| (\d+) \|/),
    );
  });

  it("are the CPU time of a preview, beside what is written by hand", () => {
    assert.deepEqual(
      found(page, /a preview of 100 unchanged imports takes ([\d.]+) of the CPU time/),
      found(benchmarks, /no-change preview, CPU time as a part of C's \| 100 \| [^|]+ \| ([\d.]+) /),
    );
  });

  it("are the imports that were started where responses were lost", () => {
    const [, imports, lost = ""] = benchmarks.split(/## (\d+) imports, [^#]*1 % of the responses lost/);
    // The last of a row's ten cells: no other row's may be taken for it.
    assert.match(lost, /\| B \|(?:[^|]*\|){8} 152 \| 1 \|/);
    const [most = "1"] = found(lost, /\| C \|(?:[^|]*\|){9} 1(?: \(1 to ([\d.]+)\))? \|/);
    assert.match(page, /Northflank started exactly one for each that was declared/);
    const told = found(page, /started up to (\w+) too many in (\d+)/);
    const tooMany = Math.round((Number(most) - 1) * Number(imports));
    assert.deepEqual(told, [["none", "one", "two", "three", "four"][tooMany], imports]);
  });
});
