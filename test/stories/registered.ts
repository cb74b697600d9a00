import { AddonBackupImport } from "../../provider/program/addonBackupImport";
import { secretNames } from "../../provider/inputs/table";
import { loaderText } from "../../provider/program/loader";
import { contextKey } from "../../provider/inputs/checkedInputs";
import {
  createUrn,
  newGoal,
  type PropertyMap,
  type PropertyValue,
  type ResourceMonitor,
  type ResourceState,
  secret,
  type Source,
  type Target,
  unknown,
} from "@test/engine";
import { argsOf, groupType, parentUrn, type Declared } from "./plot";
import { homes, type Slot } from "./story";

/** How long an import that does not end is waited for. */
const createSeconds = 1800;

const type = AddonBackupImport.__pulumiType;

/** The program as the engine sees it: all at once, but for what waits for an output of another import. */
export const programOf =
  (declared: readonly Declared[], target: Target): Source =>
  async (monitor) => {
    for (const name of homes.slice(1)) {
      const parent = parentUrn(target, homes[homes.indexOf(name) - 1] ?? "root");
      await monitor.registerResource(newGoal({ type: groupType, name, custom: false, parent }));
    }
    const made = new Map<Slot, Promise<ResourceState | undefined>>();
    for (const each of declared) made.set(each.slot, registered(monitor, target, each, made));
    const isWhole = (await Promise.all(made.values())).every((state) => state !== undefined);
    // The SDK ends a program that has met a failed resource with an error.
    if (!isWhole) throw new Error("a resource failed to register");
  };

/** Undefined when it failed, or what it waits for did. */
async function registered(
  monitor: ResourceMonitor,
  target: Target,
  declared: Declared,
  made: ReadonlyMap<Slot, Promise<ResourceState | undefined>>,
): Promise<ResourceState | undefined> {
  const { after, resource, formerUrns, home } = declared;
  const before = after && (await made.get(after.slot));
  if (after !== undefined && before === undefined) return undefined;
  const parent = parentUrn(target, home);
  const triggers = triggersOf(declared, after && before?.outputs[after.output]);
  const args = Object.entries(argsOf(declared)).map(([name, value]): [string, PropertyValue] => [
    name,
    (secretNames as string[]).includes(name) ? secret(value) : value,
  ]);
  const properties: PropertyMap = {
    ...Object.fromEntries(args),
    ...(triggers.length === 0 ? {} : { triggers }),
    [contextKey]: {
      resourceUrn: createUrn({ ...target, parent, type, name: resource }),
      organization: "acme",
      timeouts: { create: createSeconds },
    },
    __provider: loaderText,
  };
  const dependencies = before === undefined ? [] : [before.urn];
  const goal = newGoal({
    ...{ type, name: resource, properties, parent, dependencies },
    propertyDependencies: { triggers: dependencies },
    additionalSecretOutputs: [...secretNames],
    aliases: formerUrns.map((urn) => ({ urn })),
  });
  const { state, failed = false } = await monitor.registerResource(goal);
  return failed ? undefined : state;
}

const triggersOf = ({ trigger, after }: Declared, output: PropertyValue | undefined): PropertyValue[] => [
  ...(trigger === 0 ? [] : [trigger]),
  ...(after === undefined ? [] : [output ?? unknown]),
];
