import { RunError, type CustomResourceOptions } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import fc from "fast-check";
import { AddonBackupImport } from "../../../provider";
import { seconds } from "../../../provider/program/programContext";

describe("a duration of customTimeouts", () => {
  // As Go's time.ParseDuration reads them, in seconds.
  const read: [string, number][] = [
    ["90m", 5400],
    ["1h30m", 5400],
    ["30m1h", 5400],
    ["+1h", 3600],
    [".05m", 3],
    [".5h", 1800],
    ["1.h", 3600],
    ["1.5h.5m1.s", 5431],
    ["1m1m", 120],
    ["007s", 7],
    ["1500ms", 1.5],
    ["2us", 0.000002],
    ["2\u00b5s", 0.000002],
    ["2\u03bcs", 0.000002],
    ["5ns", 5e-9],
    ["0.9ns", 0],
    ["0", 0],
    ["+0", 0],
    ["-0", 0],
    ["-0s", 0],
    ["0s", 0],
    ["0h0m", 0],
    ["2562047h47m16.854775807s", 9_223_372_036.854775807],
    ["9223372036854775807ns", 9_223_372_036.854775807],
    [`0.${"3".repeat(100)}s`, 0.333333333],
  ];
  for (const [text, expected] of read)
    it(`may be ${text.slice(0, 40)}`, () => {
      assert.equal(seconds(text), expected);
    });

  const refused = [
    ...[" ", "m", ".", ".m", "1", "00", "1.5", "60", "-", "+", "s1", "90 m", " 90m", "90m ", "90m\n", "1,5h"],
    ...[
      "1d",
      "2w",
      "1H",
      "1M",
      "1min",
      "1hour",
      "5m3",
      "1..5h",
      "1.5.5h",
      "1e3s",
      "0x5s",
      "++1h",
      "+-1h",
      "1h-5m",
    ],
    ...[
      "-1h",
      "-1ns",
      "-.5m",
      "NaN",
      "Infinity",
      "-Infinity",
      "1Infinitys",
      "\u0661h",
      "1\u210e",
      "PT1H",
      "01:30:00",
    ],
    ...[
      "2562047h47m16.854775808s",
      "9223372036854775808ns",
      "99999999999999999999h",
      "9".repeat(400) + "s",
      ".05x",
    ],
  ];
  for (const text of refused)
    it(`cannot be ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(seconds(text), undefined);
    });

  const anAmount = fc.oneof(
    fc.nat(1000).map((whole) => [`${whole}`, whole] as const),
    fc.nat(1000).map((whole) => [`${whole}.`, whole] as const),
    fc.nat(99).map((cents) => [`.${String(cents).padStart(2, "0")}`, cents / 100] as const),
    fc
      .tuple(fc.nat(1000), fc.nat(9))
      .map(([whole, tenth]) => [`${whole}.${tenth}`, whole + tenth / 10] as const),
  );
  const aUnit = fc.constantFrom(
    ...([
      ["h", 3600],
      ["m", 60],
      ["s", 1],
      ["ms", 1e-3],
      ["us", 1e-6],
      ["\u00b5s", 1e-6],
      ["\u03bcs", 1e-6],
    ] as const),
  );
  const aDuration = fc.array(fc.tuple(anAmount, aUnit), { minLength: 1, maxLength: 8 });

  it("is the sum of its parts, with and without a plus, and less than nothing with a minus", () => {
    fc.assert(
      fc.property(aDuration, (parts) => {
        const text = parts.map(([[amount], [unit]]) => amount + unit).join("");
        const sum = parts.reduce((total, [[, amount], [, size]]) => total + amount * size, 0);
        const got = seconds(text);
        assert.ok(
          got !== undefined && Math.abs(got - sum) < 1e-6,
          `${text}: ${got ?? "refused"}, not ${sum}`,
        );
        assert.equal(seconds(`+${text}`), got);
        assert.equal(seconds(`-${text}`), got === 0 ? 0 : undefined);
      }),
    );
  });

  it("is a number of seconds or nothing, whatever the text is", () => {
    const text = fc.array(fc.constantFrom(...Array.from(".+-0195hmsnu\u00b5\u03bc x")), { maxLength: 12 });
    fc.assert(
      fc.property(text, (letters) => {
        const got = seconds(letters.join(""));
        assert.ok(got === undefined || (got >= 0 && got <= 2 ** 63 / 1e9));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("an option of customTimeouts that is no duration", () => {
  const declare = (customTimeouts: unknown) => () =>
    new AddonBackupImport(
      "orders",
      { projectId: "shop", addonId: "orders-db", importUrl: "https://dumps.example.com/a.gz" },
      { customTimeouts } as CustomResourceOptions,
    );

  const wrong: [unknown, string][] = [
    [".05x", '".05x"'],
    ["-5m", '"-5m"'],
    ["5", '"5"'],
    [" ", '" "'],
    ["9".repeat(1000), `"${"9".repeat(60)}"`],
    [NaN, "NaN"],
    [5, "5"],
    [0, "0"],
    [true, "a value of type boolean"],
    [["5m"], "a value of type object"],
    [Promise.resolve("5m"), "a value of type object"],
  ];
  for (const step of ["create", "update", "delete"])
    for (const [given, shown] of wrong)
      it(`is refused before anything is registered: ${step}, ${shown.slice(0, 40)}`, () => {
        const message =
          `customTimeouts.${step} of AddonBackupImport "orders" must be a duration such as "90m" or "1h30m"; ` +
          `got ${shown}`;
        assert.throws(
          declare({ [step]: given }),
          (error) => RunError.isInstance(error) && error.message === message,
        );
      });
});
