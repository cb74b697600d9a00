import { addonTypesView } from "../world/addonTypes";
import { type Answer, success } from "./answer";
import type { AddonCall, Call, ProjectCall } from "./call";
import { addonView, projectView } from "./views";

/** `permissions` gives the words of the documentation; which ids the API gives here is not known. */
export function getAuth({ token }: Call): Answer {
  const stands = token.team !== undefined && token.account === token.team;
  return success({
    tokenKind: "api",
    id: token.label,
    name: token.label,
    entityId: token.team ?? token.account,
    entityUid: "507f1f77bcf86cd799439011",
    entityType: token.team === undefined ? "org" : "team",
    ...(stands || token.team === undefined ? {} : { orgId: token.account }),
    permissions: { projectScope: token.permissions },
    createdAt: new Date(0).toISOString(),
  });
}

export function getLogin(): Answer {
  return success({});
}

export function listAddonTypes(): Answer {
  return success(addonTypesView());
}

export function getProject({ project }: ProjectCall): Answer {
  return success(projectView(project));
}

export function getAddon({ addon, project, settings }: AddonCall): Answer {
  return success(addonView(addon, project, settings));
}
