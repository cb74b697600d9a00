// Reads what `pulumi preview --json` prints. Fails if a backup would be replaced or deleted, unless IMPORT_AGAIN=true.
// A failed import may be imported again: then the only reason is its status.
import { text } from "node:stream/consumers";

const importType = "pulumi-nodejs:dynamic/northflank:AddonBackupImport";
const { steps = [] } = JSON.parse(await text(process.stdin));

const findings = steps
  .filter(({ op, oldState }) => oldState?.type === importType && (op === "replace" || op === "delete"))
  .filter(({ replaceReasons }) => replaceReasons?.join() !== "status")
  .map(({ op, urn, replaceReasons = [] }) => {
    const name = urn.split("::").at(-1);
    if (op === "delete") return `${name}: deletes its backup`;
    // The resource option replacementTrigger replaces without a reason.
    const because = replaceReasons.length === 0 ? "" : `, because of ${replaceReasons.join(", ")}`;
    return `${name}: imports again and deletes the old backup${because}`;
  });

const isAllowed = process.env.IMPORT_AGAIN === "true";
for (const finding of findings) console.log(`::${isAllowed ? "notice" : "error"}::${finding}`);
if (findings.length > 0 && !isAllowed) {
  console.log("If that is meant, add the label import-again to the pull request.");
  process.exitCode = 1;
}
