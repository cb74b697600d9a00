import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const rooms = [
  "firstContact",
  "program",
  "dynamic",
  "plugin",
  "inputs",
  "lifecycle",
  "import",
  "northflank",
  "source",
  "redaction",
  "process",
];

const belowLifecycle = ["import", "inputs", "northflank", "source", "redaction", "process"];
const belowFaces = ["lifecycle", ...belowLifecycle];

/** Imports go down only. Whoever wants one that a wall forbids passes in what is needed, or moves it. */
const wall = (files, mayImport, why, usesPulumi = false) => {
  const room = files.split("/")[1];
  const others = rooms.filter((other) => other !== room && !mayImport.includes(other)).join("|");
  const upwards = { regex: `^\\..*/(?:${others})(?:/|$)`, message: why };
  const pulumi = {
    regex: "^@pulumi/",
    allowTypeImports: true,
    message: "Only program/ and plugin/ run beside Pulumi's SDK.",
  };
  const selector = "ImportExpression[source.value=/^\\./], CallExpression[callee.name='require']";
  return {
    files: [files],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: usesPulumi ? [upwards] : [upwards, pulumi] },
      ],
      "no-restricted-syntax": ["error", { selector, message: why }],
    },
  };
};

/** One file loads one module when it is used, where the walls do not look, because few starts need it. */
const late = (file, module) => ({
  files: [file],
  rules: {
    "@typescript-eslint/no-require-imports": ["error", { allow: [`^${module}$`] }],
    "no-restricted-syntax": [
      "error",
      {
        selector: `ImportExpression[source.value=/^\\./], CallExpression[callee.name='require']:not([arguments.0.value='${module}'])`,
        message: `It loads ${module} late, and nothing else.`,
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", "docs/api/", "**/node_modules/", ".venv/"] },
  // Its SDK is generated where it is run; there Pulumi checks its types.
  { ignores: ["examples/typescript/"] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "max-lines": ["error", { max: 220, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["{examples,templates}/**/*.ts", "provider/program/addonBackupImport.ts"],
    plugins: { "@pulumi": pulumi },
    rules: { "@pulumi/no-output-in-template-literal": "error" },
  },
  // A command of its own, which neither the program nor the provider process may load.
  wall("provider/firstContact/**/*.ts", ["northflank", "process"], "First contact only reads the API."),
  // In the user's program, whose start it slows down: the rules of the inputs, and nothing that talks to Northflank.
  wall("provider/program/**/*.ts", ["inputs"], "The program declares; the provider process does.", true),
  // Its parsers would more than double the start of every program.
  late("provider/program/importDefinition.ts", "./definitionReader"),
  // Both processes use the rules of the inputs; they ask source/ only whether a text is a source.
  wall("provider/inputs/**/*.ts", ["source"], "The inputs are the same in both processes, and pure."),
  // Two faces of one lifecycle: each translates what an engine tells it, and neither decides anything.
  wall("provider/dynamic/**/*.ts", belowFaces, "A face knows no other face."),
  wall("provider/plugin/**/*.ts", belowFaces, "A face knows no other face.", true),
  // What the engine calls is at the top of the provider process and may use all below it.
  wall("provider/lifecycle/**/*.ts", belowLifecycle, "A lifecycle knows no face and no protocol."),
  late("provider/plugin/service.ts", "./schema.json"),
  // What sends requests is most of what a preview would load of ours, and most previews send none.
  late("provider/lifecycle/importLifecycle.ts", "./lateSteps"),
  // One import is sent without knowing what step of the engine wants it: what it needs of that is passed in.
  wall(
    "provider/import/**/*.ts",
    ["inputs", "northflank", "source", "redaction", "process"],
    "An import is below the lifecycle.",
  ),
  // A client that knows neither Pulumi nor our inputs can be read against Northflank's documentation alone.
  wall("provider/northflank/**/*.ts", ["redaction", "process"], "The API knows no Pulumi and no inputs."),
  // What is secret in a source, the source's own rules tell.
  wall("provider/redaction/**/*.ts", ["source"], "What must not be shown depends on sources alone."),
  // Stored fingerprints are made of it: what it depends on could change them.
  wall("provider/source/**/*.ts", [], "What a source points at depends on nothing."),
  // What tests replace must not bring along what is tested.
  wall("provider/process/**/*.ts", [], "The rim knows nothing of what it is used for."),
  // A third of what every preview would load of ours, and most previews send no request.
  late("provider/process/http.ts", "axios"),
  // It speaks the protocol of the engine by the SDK's own classes.
  wall("provider/process/engineLog.ts", [], "The rim knows nothing of what it is used for.", true),
  {
    files: ["provider/{errors,configKeys,version}.ts"],
    // Everybody shares these words, so they share nobody's.
    rules: {
      "no-restricted-syntax": ["error", { selector: "ImportDeclaration", message: "They import nothing." }],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "plugin/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
