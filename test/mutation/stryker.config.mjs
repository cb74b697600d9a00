// `npm run mutation`: would a unit test notice if this line were wrong? See docs/mutation.md.
export default {
  // What decides without I/O: one wrong character here imports twice or prints a password.
  mutate: [
    "provider/inputs/*.ts",
    "provider/lifecycle/{check,diff,state}.ts",
    "provider/northflank/{backupWords,endpoints,retry}.ts",
    "provider/{source,redaction}/**/*.ts",
  ],
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import", "tsx"],
  mochaOptions: {
    "no-config": true,
    require: ["./test/mutation/sameCases.cjs"],
    // The quick ones first, because the first that fails ends it; the slow ones last, each by its name, because mocha
    // takes braces without a star for the name of a file, and plays nothing. Not source/growth, which measures time.
    spec: [
      "{inputs,import}/*",
      "source/!(growth|identity)",
      "northflank/!(settings|statusLaws)",
      "lifecycle/!(laws)",
      "redaction/!(forms|understood)",
      "program/emptyTriggers",
      "lifecycle/laws",
      "northflank/statusLaws",
      "redaction/understood",
      "source/identity",
      "redaction/forms",
    ].map((names) => `test/unit/${names}.test.ts`),
  },
  coverageAnalysis: "perTest",
  concurrency: 1,
  ignorePatterns: ["/dist", "/examples", "/coverage", "/docs"],
  tempDirName: "coverage/mutation-sandbox",
  incrementalFile: "coverage/mutation-incremental.json",
  reporters: ["clear-text", "progress-append-only", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "coverage/mutation.json" },
  htmlReporter: { fileName: "coverage/mutation.html" },
  thresholds: { high: 95, low: 90, break: 90 },
};
