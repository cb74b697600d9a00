import assert from "node:assert/strict";
import { calledVariable, givenSource, givenSources } from "../../../provider/inputs/givenSource";
import { unknownValue } from "../../../provider/inputs/values";

const url = "postgresql://app:pw@db.example.com/orders";
const env = { LEGACY: ` ${url}\n`, EMPTY: "", BLANK: " \n" };

describe("the source of inputs", () => {
  it("is the value of the input, without the whitespace around it", () => {
    const given = givenSource({ connectionString: `\n${url} ` }, env);
    assert.deepEqual([given?.input, given?.kind], ["connectionString", "connectionString"]);
    assert.equal(given?.source?.value, url);
    assert.equal(given.variable, undefined);
  });

  it("is what the environment variable holds, without the whitespace around it", () => {
    const given = givenSource({ connectionStringFromEnv: "LEGACY" }, env);
    assert.deepEqual([given?.input, given?.kind], ["connectionStringFromEnv", "connectionString"]);
    assert.deepEqual([given?.source?.value, given?.variable], [url, "LEGACY"]);
  });

  for (const variable of ["MISSING", "EMPTY", "BLANK", "constructor", "toString"])
    it(`is not known when the variable does not hold one: ${variable}`, () => {
      const input = "importUrlFromEnv";
      const expected = { input, kind: "importUrl", source: undefined, variable };
      assert.deepEqual(givenSources({ [input]: variable }, env), [expected]);
    });

  it("is known, but empty, when the input is empty", () => {
    assert.equal(givenSource({ importUrl: " " }, env)?.source?.value, "");
  });

  for (const input of ["importUrl", "importUrlFromEnv"] as const)
    it(`is not known when a preview does not know ${input}`, () => {
      const expected = { input, kind: "importUrl", source: undefined };
      assert.deepEqual(givenSources({ [input]: unknownValue }, env), [expected]);
    });

  it("is none when no input is a text", () => {
    assert.deepEqual(givenSources({ importUrl: 5, connectionString: undefined, name: "x" }, env), []);
    assert.equal(givenSource({}, env), undefined);
  });

  it("is each of two, in the order of the inputs", () => {
    const both = givenSources({ importUrl: "https://a.b/c", connectionString: url }, env);
    assert.deepEqual(
      both.map(({ input }) => input),
      ["connectionString", "importUrl"],
    );
  });
});

describe("an environment variable", () => {
  const called = (variable: string): string =>
    calledVariable({ input: "importUrlFromEnv", kind: "importUrl", source: undefined, variable });

  for (const name of ["LEGACY", "_X", "DUMP_2"])
    it(`is called by its name: ${name}`, () => {
      assert.equal(called(name), `the environment variable ${name}`);
    });

  for (const name of ["hunter2", "2X", "MY VAR", "MY-VAR", "aLEGACY", "LEGACYz", "", "A\nB"])
    it(`is called by its input when its name may be a secret: ${JSON.stringify(name)}`, () => {
      assert.equal(called(name), "the environment variable that importUrlFromEnv names");
    });
});
