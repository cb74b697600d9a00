import type { PropertyMap, PropertyValue } from "../property/value";
import { seconds } from "./duration";
import type { CustomTimeouts } from "./resourceState";

/** One former identity: a whole URN, or the parts of it that were different. */
export type Alias =
  | { urn: string }
  | { name?: string; type?: string; stack?: string; project?: string; parent?: string; noParent?: boolean };

/** What a program says about a resource when it registers it. */
export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  properties: PropertyMap;
  parent: string;
  protect?: boolean | undefined;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  /** A provider reference; empty means the default provider of the package. */
  provider: string;
  deleteBeforeReplace?: boolean | undefined;
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  aliases: Alias[];
  /** The id to import, when the program asks for that. */
  import: string;
  /** Of the plugin that is to be the default provider; empty means any. */
  version: string;
  pluginDownloadURL: string;
  customTimeouts: CustomTimeouts;
  replaceOnChanges: string[];
  replacementTrigger: PropertyValue;
  retainOnDelete?: boolean | undefined;
  deletedWith: string;
  replaceWith: string[];
  hideDiff: string[];
}

/** A goal as a program writes it down: with durations such as `30m`, or seconds, and without what it leaves open. */
export type GoalDraft = Pick<Goal, "type" | "name"> &
  Partial<Omit<Goal, "customTimeouts">> & {
    customTimeouts?: Partial<Record<keyof CustomTimeouts, string | number>>;
  };

const inSeconds = (durations: GoalDraft["customTimeouts"] = {}): CustomTimeouts =>
  Object.fromEntries(
    Object.entries(durations).map(([key, duration]) => [
      key,
      typeof duration === "number" ? duration : seconds(duration),
    ]),
  );

export const newGoal = ({ customTimeouts, ...known }: GoalDraft): Goal => ({
  custom: true,
  properties: {},
  parent: "",
  dependencies: [],
  propertyDependencies: {},
  provider: "",
  ignoreChanges: [],
  additionalSecretOutputs: [],
  aliases: [],
  import: "",
  version: "",
  pluginDownloadURL: "",
  customTimeouts: inSeconds(customTimeouts),
  replaceOnChanges: [],
  replacementTrigger: null,
  deletedWith: "",
  replaceWith: [],
  hideDiff: [],
  ...known,
});

/** What a program asks for with `get`. */
export interface ReadGoal {
  type: string;
  name: string;
  id: PropertyValue;
  properties: PropertyMap;
  parent: string;
  dependencies: string[];
  provider: string;
  additionalSecretOutputs: string[];
  version?: string;
  pluginDownloadURL?: string;
}
