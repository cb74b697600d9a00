import * as ts from "typescript";
import { examples } from "./pluginExamples";
import {
  inputProperties,
  oneSource,
  outputProperties,
  requiredInputs,
  requiredOutputs,
} from "./pluginProperties";
import { paragraphsOf, parsed } from "./tsdoc";

export const resourceType = "northflank:index:AddonBackupImport";

/** By this alias, a resource of our npm package moves to the plugin without a change. */
const dynamicType = "pulumi-nodejs:dynamic/northflank:AddonBackupImport";

/** The resource. `get` needs no more than the id, so there are no state inputs. */
export const resource = (): object => ({
  description: description(),
  properties: outputProperties(),
  required: requiredOutputs(),
  inputProperties: inputProperties(),
  requiredInputs,
  aliases: [{ type: dynamicType }],
});

const rest = `${oneSource}

The option \`customTimeouts\` limits the wait: 60 minutes for create and for a resumed wait (\`update\`), 10 minutes for delete.`;

const importing = `## Import

An existing backup, by its project, addon and own ID. It is tracked as with \`adoptBackupId\`, and never deleted.

\`\`\`sh
pulumi import ${resourceType} legacy-orders projectId/addonId/backupId
\`\`\``;

const description = (): string => [...classParagraphs(), rest, examples, importing].join("\n\n");

function classParagraphs(): string[] {
  const [declaration] = parsed("program/addonBackupImport.ts").statements.filter(ts.isClassDeclaration);
  if (declaration === undefined) throw new Error("provider/program/addonBackupImport.ts has no class");
  return paragraphsOf(declaration);
}
