import { endingTrials } from "./ending";
import { ignoringTrials } from "./ignoring";
import { movingTrials } from "./moving";
import { replacingTrials } from "./replacing";
import { shapingTrials } from "./shaping";
import type { OptionName, Trial } from "./trial";

export { outcomes, programOf } from "./trial";
export type { Expected, OptionName, Trial } from "./trial";

const all = [...ignoringTrials, ...replacingTrials, ...movingTrials, ...endingTrials, ...shapingTrials];

/** Every trial, by the name of its resource in the program. */
export const trials: ReadonlyMap<string, Trial> = new Map(
  all.map((trial, index) => [`t${String(index).padStart(2, "0")}`, trial]),
);

/** Every option that the SDK lets a program put on the resource, in one sentence. */
export const optionsInShort: Record<OptionName, string> = {
  additionalSecretOutputs: "Encrypts further outputs. Both sources are secret without it.",
  aliases: "A former name or place of the resource: nothing is imported again.",
  customTimeouts:
    "`create` and `update` bound the wait for an import (60 minutes each; `update` is as `create`), `delete` bounds " +
    "deleting (10 minutes); `0` is the default, and what is no duration is refused. `read` has no effect. When the time is over, `up` fails, keeps the backup in the state, " +
    "and the next `up` goes on waiting.",
  deleteBeforeReplace:
    "Deletes the old backup before the new import. It is the way out where your own name is taken by a completed old backup; the engine applies it to all dependents, too.",
  deletedWith: "Leaves the backup alone when what it names is deleted as well.",
  dependsOn: "Orders imports and deletions.",
  envVarMappings: "Refused by Pulumi: it is for providers.",
  hideDiffs: "Hides the named inputs in previews. Secret ones are hidden without it.",
  hooks: "Run in the program. After `onError` asks for a retry, the import that was left is gone on with.",
  id: "What `AddonBackupImport.get` gives: reads a backup and never changes it.",
  ignoreChanges:
    "Keeps the inputs of the state. It holds for what the program gives, not for what an environment variable of " +
    "`connectionStringFromEnv` or `importUrlFromEnv` holds, and not in a replacement.",
  import: "Impossible; the error says what to do. Use `adoptBackupId` or `AddonBackupImport.get`.",
  parent: "Puts the resource into a component, whose `provider` and `protect` it takes over.",
  pluginDownloadURL: "Has no effect.",
  protect: "Refuses to delete or replace the backup until it is taken away.",
  provider: "Credentials of its own. `pulumi` does not see a change of account as a change of the resource.",
  replaceOnChanges:
    "Replaces on changes that otherwise change nothing, such as a rotated password. Not for a source by reference.",
  replaceWith: "Replaces the backup whenever what it names is replaced.",
  replacementTrigger:
    "Imports again when its value changes. The preview gives no reason, so prefer `triggers`.",
  retainOnDelete: "Leaves the backup on the addon when the resource is deleted or replaced.",
  stateMigrations: "Not needed: every release reads the states of older ones.",
  transformations: "Change inputs and options in the program; see below for the options.",
  transforms: "Change inputs and options on the way to the engine; see below for the options.",
  urn: "Of use to Pulumi only: refers to a resource that is registered already.",
  version: "Has no effect.",
};
