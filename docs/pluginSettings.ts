import * as ts from "typescript";
import type { Property } from "./pluginProperties";
import { parsed, textOf } from "./tsdoc";

/** A setting, and what is true of it only in the stack's configuration, or only in an explicit provider. */
interface Setting {
  readonly type: "string" | "boolean";
  readonly secret?: true;
  readonly inConfig: string;
  readonly inProvider: string;
}

const address =
  " If it is not set, the first that is set of the environment variables `NORTHFLANK_API_BASE_URL`, `NF_API_HOST` and " +
  "`NF_HOST` counts before the default.";

/**
 * None has a `defaultInfo` that names the environment variables: the SDKs would copy the token from there into the
 * state. Only the plugin reads them.
 */
const settings: Readonly<Record<string, Setting>> = {
  apiToken: {
    type: "string",
    secret: true,
    inConfig:
      " If it is not set, the environment variable `NORTHFLANK_API_TOKEN` is read, then `NF_API_TOKEN`, and no state " +
      "holds the token.",
    inProvider: " Never taken from the environment.",
  },
  apiUrl: { type: "string", inConfig: address, inProvider: address },
  teamId: { type: "string", inConfig: "", inProvider: " Never taken from the stack's configuration." },
  allowInsecureUrl: { type: "boolean", inConfig: "", inProvider: "" },
};

/** An explicit provider takes no token from elsewhere. */
export const requiredSettings = ["apiToken"];

export const providerDescription =
  "Credentials for a Northflank account. Resources use them if they have this provider as their `provider` option; all " +
  "others use the stack's configuration.";

export const configVariables = (): Record<string, Property> => propertiesWith(({ inConfig }) => inConfig);

export const providerInputs = (): Record<string, Property> => propertiesWith(({ inProvider }) => inProvider);

/** The prose is that of `ProviderArgs`, and so is the order. */
function propertiesWith(end: (setting: Setting) => string): Record<string, Property> {
  const file = parsed("program/credentials.ts");
  const members = file.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === "ProviderArgs")
    .flatMap((declaration) => declaration.members.filter(ts.isPropertySignature));
  return Object.fromEntries(
    members.map((member) => {
      const name = member.name.getText(file);
      const setting = settings[name];
      if (setting === undefined) throw new Error(`docs/pluginSettings.ts does not know the setting ${name}`);
      const { type, secret } = setting;
      const description = `${textOf(member)}${end(setting)}`;
      return [name, { type, description, ...(secret === true ? { secret } : {}) }];
    }),
  );
}
