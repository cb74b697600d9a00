import { documentedTypes, isKnownStatus, missingStatus } from "../northflank/backupWords";

/**
 * The words of Northflank's documentation. Of the words that come in, the report shows only those that stand in this
 * program anyway: any other might be a name.
 */

const addonStatuses = [
  ...["preDeployment", "triggerAllocation", "allocating", "postDeployment", "running", "paused", "scaling"],
  ...[
    "upgrading",
    "resetting",
    "backup",
    "restore",
    "failed",
    "error",
    "errorAllocating",
    "deleting",
    "deleted",
  ],
];

const addonTypes = ["postgresql", "mysql", "mongodb", "redis", "minio", "rabbitmq"];

/** What a field of this name may say, in any response. */
const documented: ReadonlyMap<string, readonly string[]> = new Map([
  ["type", [...documentedTypes, "custom", ...addonTypes]],
  ["compressionType", ["gz", "zstd"]],
  ["lifecycleStatus", ["active", "deprecated", "discontinued"]],
]);

/** Words for other things, or that an API of this kind might use: they would tell us something, and are nobody's. */
const elsewhere = [
  ...[
    ...addonStatuses,
    "waiting",
    "queued",
    "pending",
    "retrying",
    "async_wait",
    "success",
    "failure",
    "none",
  ],
  ...["dump", "importing", "uploading", "cancelled", "expired", "unknown", "external", "live", "import"],
];

export const isAddonStatus = (word: unknown): boolean => addonStatuses.some((known) => known === word);

/** As documented, up to capitals and separators. */
export const isBackupStatus = (word: unknown): word is string =>
  typeof word === "string" && word !== missingStatus && isKnownStatus(word);

/** Whether a field is said to hold one of a few words. */
export const holdsWord = (name: string): boolean => name === "status" || documented.has(name);

/** How a word from one of these fields is shown. */
export function wordForm(name: string, word: string, isAddon: boolean): string {
  const isDocumented =
    name === "status"
      ? isAddon
        ? isAddonStatus(word)
        : isBackupStatus(word)
      : documented.get(name)?.includes(word) === true;
  if (isDocumented) return `"${word.replaceAll(/\s/g, " ")}"`;
  if (elsewhere.includes(word)) return `"${word}", which is not documented here`;
  return /^\p{L}+([ _-]\p{L}+)*$/u.test(word)
    ? `an undocumented word of ${word.length} letters`
    : "something that is no word";
}

const backup = ["id", "name", "uid", "status", "createdAt", "completedAt"];
const config = ["config", "config.source", "config.source.type", "config.size", "config.addonVersion"];
const restore = ["id", "status", "restoreTimestamp", "completedAt"];
const pagination = ["pagination", ...["hasNextPage", "cursor", "count"].map((name) => `pagination.${name}`)];
const within = (place: string, names: readonly string[]): string[] => names.map((name) => `${place}.${name}`);

const list = [
  ...["data", "data.backups", "data.backups[]", ...within("data.backups[]", [...backup, ...config])],
  ...within("data.backups[]", [
    "customDestinationId",
    "config.compressionType",
    "config.additionalDestinations",
  ]),
  ...within(
    "data.backups[].config",
    ["", ".destinationId", ".retentionTime", ".type"].map((name) => `additionalDestinations[]${name}`),
  ),
  ...pagination,
];
const single = [
  ...["data", ...within("data", [...backup, ...config, "lastRestore"])],
  ...within("data.lastRestore", restore.slice(1)),
];
const restores = [
  "data",
  "data.restores",
  "data.restores[]",
  ...within("data.restores[]", restore),
  ...pagination,
];
const logs = ["data", "data[]", ...within("data[]", ["containerId", "log", "ts"])];
const error = [
  "error",
  ...within("error", ["status", "message", "id", "details", "details.requiredPermission"]),
];
const addonNames = [
  "id",
  "name",
  "appId",
  "tags",
  "tags[]",
  "description",
  "createdAt",
  "status",
  "cluster",
  "spec",
];

/** The paths of the documented fields, by kind of response. */
export const documentedFields = {
  list,
  single,
  restores,
  addonRestores: [...restores, "data.restores[].backupId"],
  logs,
  error,
  addon: [
    "data",
    ...within("data", [
      ...addonNames,
      "spec.type",
      "spec.config",
      "spec.pendingActions",
      "cluster.id",
      "cluster.name",
    ]),
  ],
} as const;

/** Documented names, wherever they stand. */
export const documentedNames: ReadonlySet<string> = new Set(
  Object.values(documentedFields)
    .flat()
    .flatMap((path) => path.split("."))
    .map((name) => name.replaceAll("[]", "")),
);

/** Headers that servers and gateways send to everybody. */
export const commonHeaders: ReadonlySet<string> = new Set(
  `accept-ranges access-control-allow-credentials access-control-allow-headers access-control-allow-methods
  access-control-allow-origin access-control-expose-headers age alt-svc cache-control cf-cache-status cf-ray connection
  content-encoding content-length content-security-policy content-type date etag expires keep-alive last-modified link
  location nel pragma referrer-policy report-to retry-after server set-cookie strict-transport-security trailer
  transfer-encoding vary via www-authenticate x-cache x-content-type-options x-correlation-id x-dns-prefetch-control
  x-download-options x-frame-options x-permitted-cross-domain-policies x-powered-by x-ratelimit-limit
  x-ratelimit-remaining x-ratelimit-reset x-request-id x-response-time x-trace-id x-xss-protection`.split(
    /\s+/,
  ),
);
