import { getAddon, getAuth, getLogin, getProject, listAddonTypes } from "./accountRoutes";
import { requirePermission, teamFor } from "./access";
import type { Answer } from "./answer";
import {
  abortBackup,
  deleteBackup,
  getBackup,
  getBackupLogs,
  importBackup,
  listBackups,
} from "./backupRoutes";
import { type AddonCall, type Call, inProject, onAddon, type ProjectCall } from "./call";
import type { Permission } from "./permissions";
import {
  abortRestore,
  getRestoreLogs,
  listRestoresOfAddon,
  listRestoresOfBackup,
  restoreBackup,
} from "./restoreRoutes";

export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly answer: (call: Call) => Answer;
}

const project = "/v1/projects/:projectId";
const addon = `${project}/addons/:addonId`;
const backup = `${addon}/backups/:backupId`;

const readProject = within("Project > Projects > Manage > Read");
const read = onAddonWith("Project > Addons > General > Read");
const update = onAddonWith("Project > Addons > General > Update");
const viewLogs = onAddonWith("Project > Addons > Deployment > View Instance Logs");

/** Project paths are served with a leading `/v1/teams/{teamId}` as well; see `findRoute`. */
export const routes = {
  getAuth: { method: "GET", path: "/v1/auth", answer: getAuth },
  getLogin: { method: "GET", path: "/v1/login", answer: getLogin },
  listAddonTypes: { method: "GET", path: "/v1/addon-types", answer: listAddonTypes },
  getProject: { method: "GET", path: project, answer: readProject(getProject) },
  getAddon: { method: "GET", path: addon, answer: read(getAddon) },
  importBackup: { method: "POST", path: `${addon}/import`, answer: update(importBackup) },
  listBackups: { method: "GET", path: `${addon}/backups`, answer: read(listBackups) },
  getBackup: { method: "GET", path: backup, answer: read(getBackup) },
  deleteBackup: { method: "DELETE", path: backup, answer: update(deleteBackup) },
  abortBackup: { method: "POST", path: `${backup}/abort`, answer: update(abortBackup) },
  getBackupLogs: { method: "GET", path: `${backup}/logs`, answer: viewLogs(getBackupLogs) },
  restoreBackup: { method: "POST", path: `${backup}/restore`, answer: update(restoreBackup) },
  abortRestore: { method: "POST", path: `${backup}/abort-restore`, answer: update(abortRestore) },
  listBackupRestores: { method: "GET", path: `${backup}/restores`, answer: read(listRestoresOfBackup) },
  listAddonRestores: { method: "GET", path: `${addon}/restores`, answer: read(listRestoresOfAddon) },
  getRestoreLogs: {
    method: "GET",
    path: `${backup}/restores/:restoreId/logs`,
    answer: viewLogs(getRestoreLogs),
  },
} as const satisfies Record<string, Route>;

export type Operation = keyof typeof routes;

function within(permission: Permission) {
  return (answer: (call: ProjectCall) => Answer) =>
    (call: Call): Answer => {
      const team = teamFor(call.token, call.params.get("teamId"), call.world.teams, call.settings);
      requirePermission(call.token, permission);
      return answer(inProject(call, team));
    };
}

function onAddonWith(permission: Permission) {
  const inPermittedProject = within(permission);
  return (answer: (call: AddonCall) => Answer) => inPermittedProject((call) => answer(onAddon(call)));
}
