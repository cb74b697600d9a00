import { argsOf, groupType, type Declared } from "./plot";

/** The JavaScript of a program. An import that does not end is waited for so many seconds. */
export function programText(declared: readonly Declared[], createSeconds: number): string {
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const { AddonBackupImport } = require("pulumi-northflank");',
    `const group = new pulumi.ComponentResource("${groupType}", "group");`,
    `const inner = new pulumi.ComponentResource("${groupType}", "inner", {}, { parent: group });`,
    "const root = undefined;",
    "const made = {};",
    ...declared.map((each) => {
      const { trigger, after, home, formerUrns } = each;
      const before = after === undefined ? [] : [`made.${after.slot}.${after.output}`];
      const triggers = [...(trigger === 0 ? [] : [String(trigger)]), ...before];
      const args = JSON.stringify(argsOf(each));
      const given = triggers.length === 0 ? args : `{ ...${args}, triggers: [${triggers.join()}] }`;
      const customTimeouts = `{ create: "${createSeconds}s" }`;
      const options = `{ parent: ${home}, aliases: ${JSON.stringify(formerUrns)}, customTimeouts: ${customTimeouts} }`;
      return `made.${each.slot} = new AddonBackupImport("${each.resource}", ${given}, ${options});`;
    }),
    "",
  ].join("\n");
}
