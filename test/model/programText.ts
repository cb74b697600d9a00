import { argsOf, type Declaration } from "./declaration";

/** The JavaScript of a program; each import comes after the one before, so that a failure comes before the next. */
export function programText(declarations: readonly Declaration[], follows: boolean): string {
  const statements = declarations.map((declaration, index) => {
    const before = declarations[index - 1]?.resource;
    const { resource } = declaration;
    const args = JSON.stringify(argsOf(declaration));
    const triggers = follows && before !== undefined ? `, triggers: [made["${before}"].backupId]` : "";
    return [
      `made["${resource}"] = new AddonBackupImport("${resource}", { ...${args}${triggers} }, ${optionsOf(declaration, before)});`,
      `exports["${resource}"] = pulumi.secret(made["${resource}"].backupId);`,
    ].join("\n");
  });
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const { AddonBackupImport } = require("pulumi-northflank");',
    "const made = {};",
    ...statements,
    "",
  ].join("\n");
}

function optionsOf(
  { formerly, protect, retainOnDelete, deleteSeconds }: Declaration,
  before: string | undefined,
): string {
  const options = JSON.stringify({
    aliases: formerly.map((name) => ({ name })),
    protect,
    retainOnDelete,
    ...(deleteSeconds === undefined ? {} : { customTimeouts: { delete: `${deleteSeconds}s` } }),
  });
  return before === undefined ? options : `{ ...${options}, dependsOn: [made["${before}"]] }`;
}
