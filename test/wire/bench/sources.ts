import { defaultToken, ordersDb } from "@test/simulator";

const password = "S3cr3t-Pa55word";
const signature = "9f86d081884c7d659a2feaa0c55ad015";

/** A live database on the orders addon. */
export const liveSource = {
  ...ordersDb,
  connectionString: `postgresql://importer:${password}@db.legacy.example.com:5432/orders`,
} as const;

/** A dump on the orders addon. */
export const dumpSource = {
  ...ordersDb,
  importUrl: `https://dumps.example.com/orders.sql.gz?X-Amz-Signature=${signature}`,
} as const;

/** What must never be read anywhere but in the body of an import. */
export const plantedSecrets = [password, signature, defaultToken] as const;
