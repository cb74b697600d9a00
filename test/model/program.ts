import { contextKey } from "../../provider/inputs/checkedInputs";
import { secretNames } from "../../provider/inputs/table";
import { AddonBackupImport } from "../../provider/program/addonBackupImport";
import { loaderText } from "../../provider/program/loader";
import {
  createUrn,
  type Goal,
  newGoal,
  type PropertyMap,
  type PropertyValue,
  secret,
  type Source,
} from "@test/engine";
import { argsOf, type Declaration } from "./declaration";

export const target = { project: "shop", stack: "dev" } as const;

/** What the constructor of the resource registers for this declaration. */
function goalOf(declaration: Declaration): Goal {
  const { resource, formerly, protect, retainOnDelete, deleteSeconds } = declaration;
  const type = AddonBackupImport.__pulumiType;
  const context = {
    resourceUrn: createUrn({ ...target, parent: "", type, name: resource }),
    organization: "acme",
    ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
    ...(deleteSeconds === undefined ? {} : { timeouts: { delete: deleteSeconds } }),
  };
  const args = Object.entries(argsOf(declaration) as PropertyMap).map(
    ([name, value]): [string, PropertyValue] => [name, isSecret(name) ? secret(value) : value],
  );
  return newGoal({
    type,
    name: resource,
    properties: { ...Object.fromEntries(args), [contextKey]: context, __provider: loaderText },
    aliases: formerly.map((name) => ({ name })),
    additionalSecretOutputs: [...secretNames],
    ...(protect === undefined ? {} : { protect }),
    ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
  });
}

const isSecret = (name: string): boolean => (secretNames as string[]).includes(name);

export type Order = "all at once" | "one by one";

/** A program of these declarations: all at once, or one after the other, so that a failure comes before the next. */
export const programOf =
  (declarations: readonly Declaration[], order: Order): Source =>
  async (monitor) => {
    if (order === "all at once") {
      await Promise.all(declarations.map((declaration) => monitor.registerResource(goalOf(declaration))));
      return;
    }
    for (const declaration of declarations) await monitor.registerResource(goalOf(declaration));
  };
