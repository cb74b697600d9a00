import assert from "node:assert/strict";
import { ESLint } from "eslint";
import { resolve } from "node:path";
import tseslint from "typescript-eslint";
import { repository } from "../repository";

/** The rooms of provider/ from the top down, and what each may import beside itself. */
const belowLifecycle = ["import", "inputs", "northflank", "source", "redaction", "process"];
const house: Readonly<Record<string, readonly string[]>> = {
  firstContact: ["northflank", "process"],
  program: ["inputs"],
  dynamic: ["lifecycle", ...belowLifecycle],
  plugin: ["lifecycle", ...belowLifecycle],
  lifecycle: belowLifecycle,
  import: ["inputs", "northflank", "source", "redaction", "process"],
  inputs: ["source"],
  northflank: ["redaction", "process"],
  redaction: ["source"],
  source: [],
  process: [],
};
const rooms = Object.keys(house);

// The files are none, so that there are no types to know of them.
const eslint = new ESLint({
  cwd: repository,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function complaints(file: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: resolve(repository, "provider", file) });
  assert.ok(result);
  return result.messages.map(({ ruleId }) => ruleId).filter((rule) => rule?.includes("restricted"));
}

const importing = (path: string): string => `import { it } from "${path}";\nit();\n`;

describe("the walls between the rooms of provider/", () => {
  for (const room of rooms) {
    const allowed = house[room] ?? [];
    const forbidden = rooms.filter((other) => other !== room && !allowed.includes(other));

    it(`lets ${room}/ import ${["the shared words", ...allowed].join(", ")}`, async () => {
      for (const path of [
        "../errors",
        "../configKeys",
        "./scratch",
        ...allowed.map((other) => `../${other}/a`),
      ])
        assert.deepEqual(await complaints(`${room}/wall.ts`, importing(path)), [], path);
    });

    if (forbidden.length > 0)
      it(`keeps ${room}/ from ${forbidden.join(", ")}`, async () => {
        for (const path of forbidden.flatMap((other) => [
          `../${other}`,
          `../${other}/a`,
          `../../provider/${other}/a`,
        ]))
          assert.deepEqual(
            await complaints(`${room}/wall.ts`, importing(path)),
            ["@typescript-eslint/no-restricted-imports"],
            path,
          );
      });

    it(`lets ${room}/ load nothing of ours where the walls do not look`, async () => {
      const later = 'const it = await import("./other");\nit();\nexport {};\n';
      assert.deepEqual(await complaints(`${room}/wall.ts`, later), ["no-restricted-syntax"]);
    });

    if (room !== "program" && room !== "plugin")
      it(`keeps ${room}/ from Pulumi's SDK, but for its types`, async () => {
        const types = 'import type { Output } from "@pulumi/pulumi";\nexport type It = Output<string>;\n';
        assert.deepEqual(await complaints(`${room}/wall.ts`, types), []);
        assert.deepEqual(await complaints(`${room}/wall.ts`, importing("@pulumi/pulumi")), [
          "@typescript-eslint/no-restricted-imports",
        ]);
      });
  }

  for (const [file, module] of [
    ["program/importDefinition.ts", "./definitionReader"],
    ["process/http.ts", "axios"],
    ["lifecycle/importLifecycle.ts", "./lateSteps"],
  ] as const)
    it(`lets ${file} load ${module} late, and nothing else`, async () => {
      const loading = (path: string): string => `export const it = (): unknown => require("${path}");\n`;
      assert.deepEqual(await complaints(file, loading(module)), []);
      for (const path of ["../inputs/validation", "../lifecycle/check", "./other", "zod"])
        assert.deepEqual(await complaints(file, loading(path)), ["no-restricted-syntax"], path);
      const other = file.replace(/\w+\.ts/, "wall.ts");
      assert.deepEqual(await complaints(other, loading(module)), ["no-restricted-syntax"]);
    });

  it("lets the engine's log use the SDK's classes, and no room", async () => {
    const file = "process/engineLog.ts";
    assert.deepEqual(await complaints(file, importing("@pulumi/pulumi/proto/engine_pb")), []);
    assert.equal((await complaints(file, importing("../lifecycle/a"))).length, 1);
  });

  for (const file of ["errors.ts", "configKeys.ts", "version.ts"])
    it(`keeps ${file}, which all share, from importing anything`, async () => {
      assert.deepEqual(await complaints(file, importing("./inputs/table")), ["no-restricted-syntax"]);
    });
});
