/** What no GET request can tell, by the request that would. */
export const onlyImport = {
  importAnswer:
    "An import: whether its response holds the backup's id, and whether it is a 200, a 201 or a 202.",
  nameClash: "A second import of one name: whether both keep it, the second is renamed, or it is a 409.",
  sourceTypes: "An import from a URL and one from a connection string: which `config.source.type` each has.",
  listLag: "An import: whether the list and GET show its backup at once, or within 20 seconds.",
  concurrency:
    "Two imports at once: whether they run in parallel, one after the other, or the second is a 409.",
  stoppedAddon: "An import into an addon that does not run: whether it waits or is a 409.",
  bodyRules: "An import with a field that is not documented for it: whether that is a 400.",
  echo: "A refused import and the log of a failed one: whether they repeat the source that was sent.",
  deletion:
    "Deleting a backup that runs or is being restored, and deleting one that does not exist: which is a 409.",
  abort: "Aborting a backup that has ended or does not exist: whether that is a 409 or a 404.",
  quotaScope: "Two tokens of an account: whether they share the quota.",
} as const;
