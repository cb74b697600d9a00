import { inputNames, rowOf, type InputName } from "../../../../provider/inputs/table";
import { changing, database, type Expected, type Trial } from "./trial";

interface Change {
  readonly before: string;
  readonly after: string;
}

const beside = (source: string, before: string, after: string): Change => ({
  before: `${source}, ${before}`,
  after: `${source}, ${after}`,
});

/** For every input a value, another one, and what must stand beside it. */
const changes: Record<InputName, Change> = {
  projectId: beside(database, 'projectId: "shop"', 'projectId: "archive"'),
  addonId: beside(database, 'addonId: "orders-db"', 'addonId: "users-db"'),
  name: beside(database, 'name: "named by hand"', 'name: "named again"'),
  connectionString: { before: database, after: 'connectionString: live("archive")' },
  importUrl: {
    before: 'importUrl: "https://dumps.example.com/one.sql.gz"',
    after: 'importUrl: "https://dumps.example.com/two.sql.gz"',
  },
  connectionStringFromEnv: {
    before: 'connectionStringFromEnv: "SOURCE_ONE"',
    after: 'connectionStringFromEnv: "SOURCE_TWO"',
  },
  importUrlFromEnv: { before: 'importUrlFromEnv: "DUMP_ONE"', after: 'importUrlFromEnv: "DUMP_TWO"' },
  importAllDatabases: beside(database, "importAllDatabases: true", "importAllDatabases: false"),
  compressionType: beside(database, 'compressionType: "zstd"', 'compressionType: "gz"'),
  customDestinationId: beside(
    database,
    'customDestinationId: "bucket-one"',
    'customDestinationId: "bucket-two"',
  ),
  triggers: beside(database, "triggers: { day: 1 }", "triggers: { day: 2 }"),
  adoptBackupId: { before: 'adoptBackupId: "by-hand-one"', after: 'adoptBackupId: "by-hand-two"' },
  waitForCompletion: beside(database, "waitForCompletion: true", "waitForCompletion: false"),
  teamId: beside(database, 'teamId: "acme"', 'teamId: "globex"'),
};

function effectOf(name: InputName): Expected {
  const { onChange } = rowOf(name);
  if (onChange === "none") return ["nothing"];
  if (rowOf(name).insteadOfSource === true) return ["tracksAnother", name];
  return ["replaces", onChange === "identity" ? "sourceFingerprint" : name];
}

const ofInput = (name: InputName): Trial => ({
  option: "ignoreChanges",
  ...changing(`ignoreChanges: ["${name}"]`, changes[name].before, changes[name].after),
  change: `another \`${name}\``,
  does: ["nothing"],
  otherwise: effectOf(name),
});

const ignoring = (
  paths: string,
  change: string,
  [before, after]: readonly [string, string],
  more: Pick<Trial, "does" | "otherwise"> & Partial<Trial>,
): Trial => ({
  option: "ignoreChanges",
  ...changing(`ignoreChanges: [${paths}]`, before, after),
  change,
  ...more,
});

const archive = 'connectionString: live("archive")';

/** `ignoreChanges` of every input, and where it meets something else. */
export const ignoringTrials: readonly Trial[] = [
  ...inputNames.map(ofInput),
  ignoring(
    '"*"',
    "another database, another name and other `triggers`",
    [`${database}, triggers: 1`, `${archive}, name: "named by hand", triggers: 2`],
    { does: ["nothing"], otherwise: ["replaces", "name", "sourceFingerprint", "triggers"] },
  ),
  ignoring(
    '"triggers.day"',
    "a part of `triggers`",
    [`${database}, triggers: { day: 1, by: "us" }`, `${database}, triggers: { day: 2, by: "us" }`],
    { does: ["nothing"], otherwise: ["replaces", "triggers"] },
  ),
  ignoring(
    '"connectionString", "importUrl"',
    "from a live database to a dump",
    [database, 'importUrl: "https://dumps.example.com/one.sql.gz"'],
    { does: ["nothing"], otherwise: ["replaces", "sourceFingerprint"] },
  ),
  ignoring('"name"', "a name where there was none", [database, `${database}, name: "named at last"`], {
    does: ["nothing"],
    otherwise: ["replaces", "name"],
  }),
  ignoring(
    '"connectionString"',
    "another database, and other `triggers`",
    [`${database}, triggers: 1`, `${archive}, triggers: 2`],
    {
      does: ["replaces", "triggers"],
      otherwise: ["replaces", "sourceFingerprint", "triggers"],
      note: "from the new database: a replacement takes every input from the program, ignored or not",
    },
  ),
  ignoring('"sourceFingerprint"', "another database", [database, archive], {
    does: ["replaces", "sourceFingerprint"],
    otherwise: ["replaces", "sourceFingerprint"],
    note: "the fingerprint is computed, not an input: ignore the source instead",
  }),
];
