import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { decodeProperties, decodeValue } from "../core/property/wire";
import { type Alias, type Goal, newGoal, type ReadGoal } from "../core/state/goal";
import { fromStruct, fromValue } from "../protocol/struct";

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text === "" ? {} : ({ [key]: text } as Record<K, string>);

function decodeAlias(message: AliasMessage): Alias {
  const spec = message.getSpec();
  if (spec === undefined) return { urn: message.getUrn() };
  return {
    ...given("name", spec.getName()),
    ...given("type", spec.getType()),
    ...given("stack", spec.getStack()),
    ...given("project", spec.getProject()),
    ...given("parent", spec.getParenturn()),
    ...(spec.getNoparent() ? { noParent: true } : {}),
  };
}

/** An option that is not set is an empty text. */
function decodeTimeouts(message: RegisterResourceRequest.CustomTimeouts | undefined) {
  if (message === undefined) return {};
  return {
    ...given("create", message.getCreate()),
    ...given("update", message.getUpdate()),
    ...given("delete", message.getDelete()),
    ...given("read", message.getRead()),
  };
}

function decodePropertyDependencies(
  request: RegisterResourceRequest,
  keys: string[],
): Record<string, string[]> {
  const map = request.getPropertydependenciesMap();
  // An SDK that says nothing about single properties means that each may depend on everything.
  if (map.getLength() === 0)
    return Object.fromEntries(keys.map((key) => [key, request.getDependenciesList()]));
  const dependencies: Record<string, string[]> = {};
  map.forEach((message, key) => (dependencies[key] = message.getUrnsList()));
  return dependencies;
}

export function decodeRegistration(request: RegisterResourceRequest): Goal {
  const properties = decodeProperties(fromStruct(request.getObject()));
  const forced = request.getDeletebeforereplacedefined() || request.getDeletebeforereplace();
  return newGoal({
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    properties,
    parent: request.getParent(),
    ...(request.hasProtect() ? { protect: request.getProtect() } : {}),
    dependencies: request.getDependenciesList(),
    propertyDependencies: decodePropertyDependencies(request, Object.keys(properties)),
    provider: request.getProvider(),
    ...(forced ? { deleteBeforeReplace: request.getDeletebeforereplace() } : {}),
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [
      ...request.getAliasurnsList().map((urn) => ({ urn })),
      ...request.getAliasesList().map(decodeAlias),
    ],
    import: request.getImportid(),
    version: request.getVersion(),
    pluginDownloadURL: request.getPlugindownloadurl(),
    customTimeouts: decodeTimeouts(request.getCustomtimeouts()),
    replaceOnChanges: request.getReplaceonchangesList(),
    replacementTrigger: decodeValue(fromValue(request.getReplacementTrigger())),
    ...(request.hasRetainondelete() ? { retainOnDelete: request.getRetainondelete() } : {}),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    hideDiff: request.getHidediffsList(),
  });
}

export function decodeRead(request: ReadResourceRequest): ReadGoal {
  return {
    type: request.getType(),
    name: request.getName(),
    id: decodeValue(request.getId()),
    properties: decodeProperties(fromStruct(request.getProperties())),
    parent: request.getParent(),
    dependencies: request.getDependenciesList(),
    provider: request.getProvider(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    version: request.getVersion(),
    pluginDownloadURL: request.getPlugindownloadurl(),
  };
}
