/** What the CLI calls one kind of step: its sign, and how it stands with it. */
interface Words {
  readonly sign: string;
  readonly underWay: string;
  readonly done: string;
  readonly failed: string;
  /** In a preview, first and in the end. */
  readonly planned: string;
  readonly plannedInTheEnd: string;
}

const words = (
  sign: string,
  underWay: string,
  done: string,
  failed: string,
  planned: string,
  plannedInTheEnd = planned,
): Words => ({ sign, underWay, done, failed, planned, plannedInTheEnd });

const table: Readonly<Record<string, Words>> = {
  same: words("  ", "", "", "failed", ""),
  create: words("+ ", "creating", "created", "creating failed", "create"),
  update: words("~ ", "updating", "updated", "updating failed", "update"),
  delete: words("- ", "deleting", "deleted", "deleting failed", "delete"),
  replace: words("+-", "replacing", "replaced", "replacing failed", "replace"),
  "create-replacement": words(
    "++",
    "creating replacement",
    "created replacement",
    "creating failed",
    "create replacement",
    "replace",
  ),
  "delete-replaced": words(
    "--",
    "deleting original",
    "deleted original",
    "deleting failed",
    "delete original",
    "replace",
  ),
  read: words("> ", "reading", "read", "reading failed", "read"),
  "read-replacement": words(
    ">>",
    "reading for replacement",
    "read for replacement",
    "reading failed",
    "read for replacement",
    "replace",
  ),
  import: words("= ", "importing", "imported", "importing failed", "import"),
  "import-replacement": words(
    "=>",
    "importing replacement",
    "imported replacement",
    "importing failed",
    "import replacement",
    "replace",
  ),
  refresh: words("~ ", "refreshing", "refresh", "refreshing failed", "refreshing", "refresh"),
  discard: words("< ", "discarding", "discarded", "discarding failed", "discard"),
  "discard-replaced": words(
    "<<",
    "discarding original",
    "discarded original",
    "discarding failed",
    "discard original",
    "replace",
  ),
};

const unheardOf = words("~ ", "", "", "failed", "");

export const wordsOf = (op: string): Words => table[op] ?? unheardOf;
export const signOf = (op: string): string => wordsOf(op).sign;

/** In the order in which a summary counts them. */
export const countedOps = Object.keys(table).filter(
  (op) => !["same", "read", "discard", "read-replacement"].includes(op),
);

const replacementOps = [
  "replace",
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "discard-replaced",
];
export const isReplacementOp = (op: string): boolean => replacementOps.includes(op);

/** "created" for `create`, as the summary says it. */
export function pastTense(op: string): string {
  if (op === "refresh") return "refreshed";
  if (op.startsWith("delete")) return "deleted";
  if (op.startsWith("import")) return "imported";
  return op.startsWith("discard") ? "discarded" : `${op}d`;
}
