import type { TokenDeclaration } from "../world/accounts";
import { ApiError, notFound } from "./apiError";
import { type Permission, permissions } from "./permissions";
import type { SimulatorSettings } from "../settings";
import type { Team } from "../world/teams";

export function tokenOf(
  authorization: string | undefined,
  tokens: TokenDeclaration[],
): TokenDeclaration | undefined {
  const secret = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  return tokens.find((token) => token.secret === secret);
}

/** The team that a path means: the one it names, else the token's own. */
export function teamFor(
  token: TokenDeclaration,
  teamId: string | undefined,
  teams: Map<string, Team>,
  settings: SimulatorSettings,
): Team {
  const team = teams.get(teamId ?? token.team ?? "");
  const reachable = team?.accountId === token.account && (token.team ?? team.id) === team.id;
  if (team !== undefined && reachable) return team;
  throw settings.outOfScope === "unauthorized" ? unauthorized() : notFound(teamId ? "Team" : "Project");
}

export function requirePermission(token: TokenDeclaration, permission: Permission): void {
  if (token.permissions.includes(permission)) return;
  throw new ApiError(401, "Missing permission", { details: { requiredPermission: permissions[permission] } });
}

export function unauthorized(): ApiError {
  return new ApiError(401, "Unauthorized");
}
