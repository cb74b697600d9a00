/**
 * What Northflank's documentation leaves open, each with every answer that this simulator can give; the
 * first one is the default. A test that must not depend on a guess takes the product of these lists.
 */
export const openQuestions = {
  /** The body of a successful import is not documented. `foreign-id` is an id that no backup has. */
  importAnswer: ["id", "backup", "nested-backup", "foreign-id", "no-id", "null-data", "empty-body", "text"],
  importStatus: [200, 201, 202],

  /** A backup of this name exists: both keep the name, the second gets another name, or 409. */
  nameClash: ["allow", "rename", "refuse"],
  /** `example-backup`, `example-backup-123` (both stand in the documentation's samples), or an object id. */
  backupId: ["slug", "numbered-slug", "object-id"],
  /** Names may hold `/` and `:`; ids are slugs. */
  slugPunctuation: ["hyphen", "removed"],
  /** `uid` is documented, but missing in the types of the JavaScript client. The last three say nothing. */
  uid: ["present", "absent", "empty", "nil", "equal-for-all"],
  /** Times are in UTC; whether they say so is not documented. */
  times: ["utc", "no-zone"],
  urlSourceType: ["externalDump", "fileUpload", "absent"],
  connectionSourceType: ["liveInstance", "externalDump", "absent"],
  /** `completedAt` is documented as required in lists, also for what has not completed. */
  unfinishedCompletedAt: ["absent", "null"],

  listOrder: ["newest-first", "oldest-first"],
  /** `endless` never says that a page is the last and repeats its cursor. */
  paging: ["lawful", "endless"],

  concurrentImports: ["parallel", "queue", "refuse"],
  stoppedAddon: ["schedule", "refuse"],
  addonStatusDuringImport: ["running", "backup"],
  deleteRunning: ["accept", "refuse"],
  deleteDuringRestore: ["refuse", "accept"],
  abortFinished: ["refuse", "accept"],
  /** DELETE and abort of a backup that does not exist. */
  unknownBackup: ["not-found", "accept"],
  /** Fields of the other body variant, and unknown ones. */
  unlistedFields: ["refuse", "ignore"],

  /** A token used on the path of another team, or an organisation's token on a path without a team. */
  outOfScope: ["not-found", "unauthorized"],
  quotaScope: ["account", "token"],
  logOrder: ["forward", "backward"],
  /** The restore's id in lists: the one that was answered, or an object id. */
  restoreId: ["same", "object-id"],

  /** How error texts about an import repeat the source that was sent. */
  errorEcho: ["none", "verbatim", "url-encoded", "base64", "upper-case", "split"],
  /** How log lines repeat it. */
  logEcho: ["none", "verbatim", "url-encoded", "base64", "upper-case", "split"],
} as const;

export type OpenAnswers = { -readonly [Q in keyof typeof openQuestions]: (typeof openQuestions)[Q][number] };

export const defaultAnswers = Object.fromEntries(
  Object.entries(openQuestions).map(([question, answers]) => [question, answers[0]]),
) as OpenAnswers;
