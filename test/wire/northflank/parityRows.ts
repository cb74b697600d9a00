import type { SimulatorSettings } from "@test/simulator";
import type { WireRequest } from "@test/simulator/clients";

export interface ParityRow {
  readonly projectId: string;
  readonly addonId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const connectionString = "mongodb://user:pa%20ss@mongodb0.example.com:27017/?replicaSet=rs0";
export const importUrl = "https://example.com/dump.gz?X-Amz-Signature=abc%2Fdef&partNumber=1";
const addon = { projectId: "shop", addonId: "orders-db" };

/** Every optional field there and not there, for both variants of the body, and texts that need care on the way. */
export function parityRows(): ParityRow[] {
  const live = combinations({
    importAllDatabases: true,
    compressionType: "zstd",
    customDestinationId: "my-bucket",
  });
  const dumps = combinations({ customDestinationId: "my-bucket" });
  const sources = [
    ...live.map((options) => ({ connectionString, ...options })),
    ...dumps.map((options) => ({ importUrl, ...options })),
  ];
  const names = [{}, { name: "Example Backup" }, { name: "a/b:c-d e" }, { name: "abc" }];
  return [
    ...sources.flatMap((source) => names.map((name) => ({ ...addon, data: { ...name, ...source } }))),
    { ...addon, data: { name: "off", connectionString, importAllDatabases: false, compressionType: "gz" } },
    { ...addon, data: { name: "jdbc", connectionString: "jdbc:mysql://user:p@h.example.com:3306/db" } },
    { ...addon, data: { name: "quotes", connectionString: "host=db password='a\"b\\\\c' dbname=ü" } },
    {
      ...addon,
      data: { name: "astral", connectionString: "host=h.example.com dbname=d password='\u{1F600}\u2028\t'" },
    },
    {
      ...addon,
      data: { name: "longest-name-that-the-endpoint-takes-39", importUrl: "HTTPS://E.com/A B.zst#f" },
    },
    { projectId: "Shop-2", addonId: "0", data: { name: "elsewhere", importUrl } },
  ];
}

/** Ids that our own rule refuses before a request, and that a client must encode all the same. */
export const encodedRows: ParityRow[] = ["a b", "a/b", "ü", "a%2Fb", "a?b#c", "a+b&c=d", "..a"].flatMap(
  (id) => [
    { projectId: id, addonId: "orders-db", data: { name: "encoded", importUrl } },
    { projectId: "shop", addonId: id, data: { name: "encoded", importUrl } },
  ],
);

/** Every choice of the given fields, from none to all. */
function combinations(fields: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(fields).reduce<Record<string, unknown>[]>(
    (chosen, [name, value]) => chosen.flatMap((choice) => [choice, { ...choice, [name]: value }]),
    [{}],
  );
}

/** A simulator in which the addons of all rows are. */
export const parityWorld: Partial<SimulatorSettings> = {
  scheduledSeconds: 0,
  importSeconds: 0,
  accounts: [
    {
      id: "acme",
      teams: [
        {
          id: "acme",
          projects: [
            { id: "shop", addons: [{ id: "orders-db" }] },
            { id: "Shop-2", addons: [{ id: "0" }] },
          ],
        },
      ],
    },
  ],
};

/** The headers in which we mean to differ from Northflank's clients; docs/decisions.md says why. */
export const differingHeaders = ["accept", "accept-encoding", "connection", "user-agent"];

/** What must be equal of two requests: all but those headers, and the order of the fields in the body. */
export function essence({ method, url, headers, body }: WireRequest) {
  const kept = Object.entries(headers).filter(([name]) => !differingHeaders.includes(name));
  return {
    method,
    url,
    headers: Object.fromEntries(kept),
    body: JSON.parse(body) as Record<string, unknown>,
  };
}
