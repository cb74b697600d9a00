import type { Json, JsonObject } from "../property/wire";
import type { Crypter } from "./crypter";
import { type CustomTimeouts, newState, type ResourceState } from "./resourceState";
import { sealProperties, sealValue, unsealProperties, unsealValue } from "./sealing";
import type { OperationType, Snapshot } from "./snapshot";

/** A resource in the JSON that `pulumi stack export` writes. */
export interface ExportedResource {
  urn: string;
  custom: boolean;
  type: string;
  id?: string;
  importID?: string;
  delete?: boolean;
  inputs?: JsonObject;
  outputs?: JsonObject;
  parent?: string;
  protect?: boolean;
  external?: boolean;
  dependencies?: string[];
  initErrors?: string[];
  provider?: string;
  propertyDependencies?: Record<string, string[]>;
  pendingReplacement?: boolean;
  taint?: boolean;
  additionalSecretOutputs?: string[];
  aliases?: string[];
  customTimeouts?: CustomTimeouts;
  retainOnDelete?: boolean;
  deletedWith?: string;
  replaceWith?: string[];
  replacementTrigger?: Json;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  hideDiff?: string[];
  created?: string;
  modified?: string;
}

export interface ExportedOperation {
  resource: ExportedResource;
  type: OperationType;
}

export interface Deployment {
  version: number;
  deployment: {
    manifest: { time: string; magic: string; version: string };
    secrets_providers?: { type: string; state?: JsonObject };
    resources?: ExportedResource[];
    pending_operations?: ExportedOperation[];
    metadata?: JsonObject;
  };
}

const isEmpty = (value: unknown): boolean =>
  value === false ||
  value === "" ||
  value === undefined ||
  value === null ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** The CLI leaves out every field that says nothing. */
const withoutEmpty = (fields: Partial<ExportedResource>): Partial<ExportedResource> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));

function exportResource(state: ResourceState, crypter: Crypter | undefined): ExportedResource {
  const { urn, custom, type, inputs, outputs, replacementTrigger, ...rest } = state;
  return {
    urn,
    custom,
    type,
    ...withoutEmpty({
      ...rest,
      inputs: sealProperties(inputs, crypter),
      outputs: sealProperties(outputs, crypter),
      replacementTrigger: sealValue(replacementTrigger, crypter),
    }),
  };
}

function importResource(resource: ExportedResource, crypter: Crypter): ResourceState {
  const { inputs = {}, outputs = {}, replacementTrigger = null, ...rest } = resource;
  return newState({
    ...rest,
    inputs: unsealProperties(inputs, crypter),
    outputs: unsealProperties(outputs, crypter),
    replacementTrigger: unsealValue(replacementTrigger, crypter),
  });
}

/** Without a crypter the secrets stand in plain text in their envelopes. */
export function exportDeployment(snapshot: Snapshot, crypter: Crypter | undefined): Deployment {
  const pending = snapshot.pendingOperations.map(({ resource, type }) => ({
    resource: exportResource(resource, crypter),
    type,
  }));
  return {
    version: 3,
    deployment: {
      manifest: { time: new Date().toISOString(), magic: "embedded", version: "embedded" },
      resources: snapshot.resources.map((resource) => exportResource(resource, crypter)),
      ...(pending.length === 0 ? {} : { pending_operations: pending }),
      metadata: {},
    },
  };
}

export function importDeployment({ deployment }: Deployment, crypter: Crypter): Snapshot {
  return {
    resources: (deployment.resources ?? []).map((resource) => importResource(resource, crypter)),
    pendingOperations: (deployment.pending_operations ?? []).map(({ resource, type }) => ({
      resource: importResource(resource, crypter),
      type,
    })),
  };
}
