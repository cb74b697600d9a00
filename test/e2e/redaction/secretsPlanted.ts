import type { StageSettings } from "../../stage/stage";

/**
 * What is planted. Each is told apart from all others and from chance, and stands in one place where a user can
 * put a secret.
 */
export const planted = {
  user: "plant-user-9f2c",
  password: "Plant-Passw0rd-71ac",
  encodedPassword: "Plant@Slash/Colon:5e0d",
  multiLinePassword: "Plant first line 3b1\nsecond line 88d",
  queryPassword: "Plant-Sslpassword-c4f7",
  host: "plant-host-a41e.internal.example",
  mongoPassword: "Plant-Mongo-2d6b9",
  looseHost: "plant-loose-host-77aa",
  loosePassword: "Plant-Loose-0c93e",
  urlUser: "plant-url-user-b2d8",
  urlPassword: "Plant-Url-Pass-6a17",
  signature: "f00d9c0b7a5e4d2c11aa77bb",
  securityToken: "Plant-Session-Token-e88c41",
  rotatedPassword: "Plant-Rotated-4e5f1",
  referencedPassword: "Plant-Referenced-d09b2",
  failingPassword: "Plant-Failing-55c8e",
  taken: "Plant-Refused-By-Api-81f3",
  configToken: "plant-token-of-config-20b7",
  environmentToken: "plant-token-of-env-93de",
  providerToken: "plant-token-of-provider-5cc4",
  misplaced: "Plant=Misplaced+19e4",
} as const;

const at = encodeURIComponent;

/** Sources, by the name of the secret in the configuration that holds them. */
export const sources = {
  uri: `postgresql://${planted.user}:${planted.password}@${planted.host}:5432/orders?sslpassword=${planted.queryPassword}`,
  encoded: `postgresql://reader:${at(planted.encodedPassword)}@db.example.com/encoded`,
  multiLine: `host=db.example.com\ndbname=lines\nuser=reader\npassword='${planted.multiLinePassword}'`,
  mongo: `mongodb://reader:${planted.mongoPassword}@db.example.com/shop`,
  loose: `Server=${planted.looseHost};Pwd=${planted.loosePassword}`,
  dump: `https://${planted.urlUser}:${planted.urlPassword}@dumps.example.com/orders.sql.gz?X-Amz-Signature=${planted.signature}&X-Amz-Security-Token=${at(planted.securityToken)}`,
} as const;

export const rotated = sources.uri.replace(planted.password, planted.rotatedPassword);
export const referenced = `postgresql://reader:${planted.referencedPassword}@db.example.com/referenced`;
export const failing = `postgresql://reader:${planted.failingPassword}@db.example.com/failing`;
export const refused = `postgresql://reader:${planted.taken}@db.example.com/refused`;

const addon = `projectId: "shop", addonId: "orders-db"`;

const opening = `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, Provider } = require("pulumi-northflank");
const config = new pulumi.Config();
const at = { ${addon} };
`;

const staging = `
const staging = new Provider("staging", {
  apiToken: config.require("providerToken"), apiUrl: new pulumi.Config("northflank").require("apiUrl"),
});`;

/** Every kind of source; none is wrapped in a secret by the program. */
export const everySource = `${opening}${staging}
new AddonBackupImport("uri", { ...at, connectionString: config.require("uri") });
new AddonBackupImport("encoded", { ...at, connectionString: config.require("encoded") });
new AddonBackupImport("multi-line", { ...at, connectionString: config.require("multiLine") });
new AddonBackupImport("mongo", { ...at, connectionString: config.require("mongo") });
new AddonBackupImport("loose", { ...at, connectionString: config.require("loose") });
new AddonBackupImport("dump", { ...at, importUrl: config.require("dump") });
new AddonBackupImport("referenced", { ...at, connectionStringFromEnv: "PLANTED_SOURCE" }, { provider: staging });
`;

/** One more import; `given` is put among its arguments as it stands. */
export const oneMore = (given: string): string => `${everySource}
new AddonBackupImport("one-more", { ...at, ${given} });
`;

const secret = (value: string): { value: string; secret: true } => ({ value, secret: true });

export const plantedStage = (): Omit<StageSettings, "engine"> => ({
  program: { source: everySource },
  config: {
    ...Object.fromEntries(Object.entries(sources).map(([name, value]) => [name, secret(value)])),
    failing: secret(failing),
    refused: secret(refused),
    misplaced: secret(planted.misplaced),
    misplacedUrl: secret(`https://dumps.example.com/a.gz?sig=${at(planted.misplaced)}`),
    misplacedUri: secret(`postgresql://reader:${at(planted.misplaced)}@db.example.com/misplaced`),
    "northflank:apiToken": secret(planted.configToken),
    providerToken: secret(planted.providerToken),
  },
  env: { PLANTED_SOURCE: referenced, NORTHFLANK_API_TOKEN: planted.environmentToken },
  simulator: { scheduledSeconds: 0, importSeconds: 0.3 },
  secrets: Object.values(planted),
});
