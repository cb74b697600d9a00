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
  additionalSecretOutputs: "Encrypts further outputs. Both sources are secret even without it.",
  aliases: "The resource's former name or parent: nothing is imported again.",
  customTimeouts:
    "`create` and `update` limit the wait for an import (60 minutes each; `update` defaults to `create`), `delete` limits " +
    "deleting (10 minutes); `0` means the default, and anything but a duration is refused. `read` has no effect. On a timeout, `up` fails, keeps the backup in the state, " +
    "and the next `up` resumes the wait.",
  deleteBeforeReplace:
    "Deletes the old backup before the new import. Use it if a completed old backup holds your own name; the engine applies it to all dependents too.",
  deletedWith: "Leaves the backup alone if the resource it names is deleted too.",
  dependsOn: "Orders imports and deletions.",
  envVarMappings: "Refused by Pulumi: it is for providers only.",
  hideDiffs: "Hides the named inputs in previews. Secret ones are hidden even without it.",
  hooks: "Run in the program. If `onError` asks for a retry, the retry resumes the import it finds.",
  id: "What `AddonBackupImport.get` sets: reads a backup and never changes it.",
  ignoreChanges:
    "Keeps the state's inputs. It covers what the program sets, not what an environment variable named by " +
    "`connectionStringFromEnv` or `importUrlFromEnv` holds, and does not apply in a replacement.",
  import: "Not possible; the error says what to do. Use `adoptBackupId` or `AddonBackupImport.get`.",
  parent: "Puts the resource into a component and inherits its `provider` and `protect`.",
  pluginDownloadURL: "Has no effect.",
  protect: "Refuses to delete or replace the backup until you remove it.",
  provider: "Credentials of its own. Pulumi does not treat another account as a change to the resource.",
  replaceOnChanges:
    "Replaces on changes that otherwise change nothing, such as a rotated password. Not for a source by reference.",
  replaceWith: "Replaces the backup whenever a resource it names is replaced.",
  replacementTrigger:
    "Imports again when its value changes. The preview gives no reason, so prefer `triggers`.",
  retainOnDelete: "Leaves the backup on the addon when the resource is deleted or replaced.",
  stateMigrations: "Not needed: every release reads older releases' states.",
  transformations: "Change inputs and options in the program; see below for the options.",
  transforms: "Change inputs and options on the way to the engine; see below for the options.",
  urn: "For Pulumi's own use: refers to a resource that is already registered.",
  version: "Has no effect.",
};
