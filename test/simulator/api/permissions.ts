/**
 * The permissions of the routes served here, as the documentation words them, each with the id that an
 * error's `details.requiredPermission` names. Of the ids only the prefix is known.
 */
export const permissions = {
  "Project > Projects > Manage > Read": "ps_projects_manage_read",
  "Project > Addons > General > Read": "ps_addons_general_read",
  "Project > Addons > General > Update": "ps_addons_general_update",
  "Project > Addons > Deployment > View Instance Logs": "ps_addons_deployment_logs",
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as Permission[];
