import { copyMap, type PropertyMap, type PropertyValue } from "../property/value";

export interface CustomTimeouts {
  create?: number;
  update?: number;
  delete?: number;
  read?: number;
}

/** One resource of a stack. Identity matters: the snapshot tells old from new by object, not by URN. */
export interface ResourceState {
  type: string;
  urn: string;
  custom: boolean;
  /** Empty until the provider has given one. */
  id: string;
  /** The id that a program's `import` names. */
  importID: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  parent: string;
  protect: boolean;
  /** Only read, never owned: what `get` leaves. */
  external: boolean;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  provider: string;
  initErrors: string[];
  /** Replaced already, to be deleted. */
  delete: boolean;
  /** Deleted already, to be created anew. */
  pendingReplacement: boolean;
  /** To be replaced by the next update, whatever the provider says. */
  taint: boolean;
  additionalSecretOutputs: string[];
  aliases: string[];
  customTimeouts: CustomTimeouts;
  retainOnDelete: boolean;
  deletedWith: string;
  replaceWith: string[];
  replacementTrigger: PropertyValue;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  hideDiff: string[];
  created?: string;
  modified?: string;
}

export function newState(
  known: Pick<ResourceState, "type" | "urn" | "custom"> & Partial<ResourceState>,
): ResourceState {
  return {
    id: "",
    importID: "",
    inputs: {},
    outputs: {},
    parent: "",
    protect: false,
    external: false,
    dependencies: [],
    propertyDependencies: {},
    provider: "",
    initErrors: [],
    delete: false,
    pendingReplacement: false,
    taint: false,
    additionalSecretOutputs: [],
    aliases: [],
    customTimeouts: {},
    retainOnDelete: false,
    deletedWith: "",
    replaceWith: [],
    replacementTrigger: null,
    ignoreChanges: [],
    replaceOnChanges: [],
    hideDiff: [],
    ...known,
  };
}

export const copyState = (state: ResourceState): ResourceState => ({
  ...state,
  inputs: copyMap(state.inputs),
  outputs: copyMap(state.outputs),
});

/** Everything that must exist as long as the resource does, its parent left out. */
export function dependenciesOf(state: ResourceState): string[] {
  const all = [
    ...state.dependencies,
    ...Object.values(state.propertyDependencies).flat(),
    state.deletedWith,
    ...state.replaceWith,
  ];
  return [...new Set(all)].filter((urn) => urn !== "");
}
