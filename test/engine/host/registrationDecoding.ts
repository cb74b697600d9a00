import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { decodeProperties, decodeValue } from "../core/property/wire";
import { type Alias, type Goal, newGoal, type ReadGoal } from "../core/state/goal";
import type { CustomTimeouts } from "../core/state/resourceState";
import { fromStruct, fromValue } from "./struct";

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

const UNIT_SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** `1h30m`, as the SDK passes it on. */
function seconds(duration: string): number {
  const parts = duration.matchAll(/([\d.]+)(ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (UNIT_SECONDS[unit] ?? 1),
    0,
  );
}

function decodeTimeouts(message: RegisterResourceRequest.CustomTimeouts | undefined): CustomTimeouts {
  if (message === undefined) return {};
  const texts = { create: message.getCreate(), update: message.getUpdate(), delete: message.getDelete() };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (text === "" ? [] : [[key, seconds(text)]])),
  );
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
    importId: request.getImportid(),
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
  };
}
