import fc from "fast-check";
import { contextKey, derivedNames, type ResourceContext } from "../../provider/inputs/checkedInputs";
import { inputNames } from "../../provider/inputs/table";
import { unknownValue } from "../../provider/inputs/values";

type Values = Record<string, unknown>;

/** What the environment of the provider holds; `NOT_SET` and the others are missing. */
export const environment = {
  LIVE: "postgresql://importer:S3cr3t-Pa55@db.example.com/orders",
  DUMP: "https://dumps.example.com/orders.gz?X-Amz-Signature=5e1f",
  SWAPPED: "https://dumps.example.com/orders.gz",
  EMPTY: "",
} as const;

const liveSources = [
  "postgresql://importer:S3cr3t-Pa55@db.example.com/orders",
  "postgresql://importer:rotated@db.example.com:5432/orders",
  "mysql://importer:S3cr3t-Pa55@db.example.com/orders",
  "host=db.example.com dbname=users password=S3cr3t-Pa55",
];
const dumps = [
  "https://dumps.example.com/orders.gz?X-Amz-Signature=5e1f",
  "https://dumps.example.com/orders.gz?X-Amz-Signature=rotated",
  "http://dumps.example.com/orders.gz",
];

const anyMember = fc.jsonValue({ maxDepth: 2 });

/** Values that are right for each input. */
const right = new Map<string, fc.Arbitrary<unknown>>(
  Object.entries({
    projectId: fc.constantFrom("shop", "shop-2"),
    addonId: fc.constantFrom("orders-db", "users-db"),
    name: fc.constantFrom("nightly", "before the move", "2026/01/15"),
    connectionString: fc.constantFrom(...liveSources),
    importUrl: fc.constantFrom(...dumps),
    connectionStringFromEnv: fc.constantFrom("LIVE", "SWAPPED", "EMPTY", "NOT_SET"),
    importUrlFromEnv: fc.constantFrom("DUMP", "EMPTY", "NOT_SET"),
    importAllDatabases: fc.boolean(),
    compressionType: fc.constantFrom("gz", "zstd"),
    customDestinationId: fc.constantFrom("bucket-1", "bucket-2"),
    triggers: anyMember,
    adoptBackupId: fc.constantFrom("nightly-1", "nightly-2"),
    waitForCompletion: fc.boolean(),
    teamId: fc.constantFrom("blue", "red"),
  }),
);

const wellFormed = (name: string): fc.Arbitrary<unknown> => right.get(name) ?? anyMember;

const aContext: fc.Arbitrary<ResourceContext> = fc.record(
  {
    resourceUrn: fc.constantFrom("orders", "users").map((name) => `urn:pulumi:dev::shop::some:Type::${name}`),
    organization: fc.constantFrom("acme", ""),
    retainOnDelete: fc.boolean(),
    replacementTrigger: fc.jsonValue({ maxDepth: 1 }),
    timeouts: fc.record({ create: fc.nat(), delete: fc.nat() }, { requiredKeys: [] }),
  },
  { requiredKeys: ["resourceUrn", "organization"] },
);

const liveOptions = ["importAllDatabases", "compressionType"];
const freeNames = ["name", "customDestinationId", "triggers", "waitForCompletion", "teamId"];

const record = (required: string[], optional: string[]): fc.Arbitrary<Values> =>
  fc.record(Object.fromEntries([...required, ...optional].map((name) => [name, wellFormed(name)])), {
    requiredKeys: required,
  });

const program = (source: string[], options: string[]): fc.Arbitrary<Values> =>
  fc
    .tuple(record(["projectId", "addonId", ...source], [...options, ...freeNames]), aContext)
    .map(([given, context]) => ({ ...given, [contextKey]: context }));

/** Inputs that check accepts, unless a variable holds the wrong thing, with the hidden context beside them. */
export const aProgram: fc.Arbitrary<Values> = fc.oneof(
  program(["connectionString"], liveOptions),
  program(["connectionStringFromEnv"], liveOptions),
  program(["importUrl"], []),
  program(["importUrlFromEnv"], []),
  program(["adoptBackupId"], []),
  program(["adoptBackupId", "connectionString"], liveOptions),
);

/** The same program after an edit of any size. */
export const anEdit: fc.Arbitrary<(values: Values) => Values> = fc.oneof(
  { weight: 3, arbitrary: fc.constant((values: Values) => values) },
  {
    weight: 6,
    arbitrary: record([], freeNames).map((given) => (values: Values) => ({ ...values, ...given })),
  },
  { weight: 2, arbitrary: aProgram.map((other) => () => other) },
);

/** Puts the marker of unknowns in the place of some of the values, at any depth. */
const withUnknowns = (value: unknown, isUnknown: () => boolean): unknown => {
  if (isUnknown()) return unknownValue;
  if (Array.isArray(value)) return value.map((item) => withUnknowns(item, isUnknown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withUnknowns(member, isUnknown)]),
  );
};

/** The values as a preview knows them. */
export const inPreview = (values: fc.Arbitrary<Values>): fc.Arbitrary<Values> =>
  fc
    .tuple(values, fc.infiniteStream(fc.integer({ min: 0, max: 5 })))
    .map(([known, draws]) =>
      Object.fromEntries(
        Object.entries(known).map(([name, value]) => [
          name,
          withUnknowns(value, () => draws.next().value === 0),
        ]),
      ),
    );

const outputNames = ["backupId", "status", "nameOrigin", "sourceFingerprint"];
const anyName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...inputNames, ...outputNames) },
  { weight: 1, arbitrary: fc.constantFrom<string>(...derivedNames, contextKey, "__provider", "__proto__") },
  { weight: 1, arbitrary: fc.string() },
);

// Free texts as sources are rare: what is not understood is hashed slowly.
const anySource = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...liveSources, ...dumps) },
  { weight: 20, arbitrary: anyMember.filter((value) => typeof value !== "string") },
  { weight: 1, arbitrary: fc.string() },
);
const anyText = fc.oneof(...right.values(), anyMember);

/** Any JSON object, with many of the names that mean something, and many of the values. */
export const anyJson: fc.Arbitrary<Values> = fc
  .array(fc.tuple(anyName, anyText, anySource), { maxLength: 14 })
  .map((members) =>
    Object.fromEntries<unknown>(
      members.map(([name, text, source]) => [
        name,
        name === "connectionString" || name === "importUrl" ? source : text,
      ]),
    ),
  );
