import { addonPath, calls, projectPath, type Addon } from "../northflank/endpoints";
import { isAnswer, isRead, type Answers, type Observed, type Probe } from "./observations";
import { at, backupsIn, textOf, type Fields } from "./values";

/** Sends a GET request to a path of the API. */
export type Get = (path: string, token?: "invalid") => Promise<Observed>;

/** No id that Northflank makes of a name somebody would choose. */
const nobodys = "pulumi-northflank-check-asks-for-nothing";

/** Asks, one after the other, for everything that the report is about. Stops if the addon cannot be read. */
export async function look(get: Get, addon: Addon): Promise<Answers> {
  const answers: Partial<Record<Probe, Observed>> = {};
  const ask = async (
    probe: Probe,
    path: string | undefined,
    token?: "invalid",
  ): Promise<Observed | undefined> => {
    if (path === undefined || isOver(answers)) return undefined;
    return (answers[probe] = await get(path, token));
  };

  const found = await ask("addon", calls.getAddon(addon).path);
  // If there is no such addon, the project tells whether its id is the wrong one.
  if (isRead(found) || (isAnswer(found) && found.status === 404)) await ask("project", projectPath(addon));
  if (!isRead(found)) return answers;
  await lookAtBackups(ask, addon);
  await ask("noBackup", calls.getBackup(addon, nobodys).path);
  await ask("noAddon", addonPath({ ...addon, addonId: nobodys }));
  await ask("noProject", projectPath({ ...addon, projectId: nobodys }));
  await ask("elsewhere", addonPath({ ...addon, teamId: addon.teamId === undefined ? nobodys : undefined }));
  // Last, because it may make the API suspicious of this machine.
  await ask("badToken", addonPath(addon), "invalid");
  return answers;
}

/** Whether asking on is pointless: the quota is used up, or the API does not respond. */
function isOver(answers: Answers): boolean {
  const all = Object.values(answers);
  return (
    all.some((observed) => isAnswer(observed) && observed.status === 429) ||
    all.filter((observed) => !isAnswer(observed)).length > 1
  );
}

type Ask = (probe: Probe, path: string | undefined) => Promise<Observed | undefined>;

async function lookAtBackups(ask: Ask, addon: Addon): Promise<void> {
  const page = (query: string): string => calls.listBackups(addon, query).path;
  const list = await ask("list", page("per_page=100&page=1"));
  const backups = isRead(list) ? backupsIn(list.body) : [];
  if (backups.length > 0) {
    const first = await ask("pageOne", page("per_page=1&page=1"));
    const cursor = textOf(at(isRead(first) ? first.body : undefined, "pagination", "cursor"));
    await ask("byCursor", cursor && page(`per_page=1&cursor=${encodeURIComponent(cursor)}`));
    await ask("byNumber", page("per_page=1&page=2"));
  }
  await ask("addonRestores", calls.listAddonRestores(addon).path);
  const backupId = mostTelling(backups);
  if (backupId === undefined) return;
  await ask("backup", calls.getBackup(addon, backupId).path);
  await ask("backupRestores", calls.listRestores(addon, backupId).path);
  await ask("logs", calls.backupLogs(addon, backupId, "lineLimit=20&direction=backward").path);
  await ask("logsInAnyOrder", calls.backupLogs(addon, backupId, "lineLimit=20").path);
}

/** The backup to read by itself: an import rather than a dump, because only imports concern us. */
function mostTelling(backups: readonly Fields[]): string | undefined {
  const ofType = (types: readonly unknown[]) =>
    backups.find((backup) => types.includes(at(backup, "config", "source", "type")));
  const chosen =
    ofType(["externalDump", "liveInstance", "fileUpload"]) ?? ofType(["sameAddon"]) ?? backups[0];
  const id = textOf(chosen?.["id"]);
  return id === undefined || /^\.{0,2}$/.test(id) ? undefined : id;
}
