import fc from "fast-check";
import { createHash } from "node:crypto";
import type { SourceKind } from "../../../provider/source/identity";

/** What a source is: all of it matters. */
export interface Place {
  readonly hosts: readonly string[];
  readonly port: number;
  /** The database, or the name of the file behind a URL. */
  readonly path: string;
  readonly objectVersion: string;
}

/** How it is reached and written down: none of it matters. */
export interface Access {
  readonly user: string;
  readonly password: string;
  readonly signature: string;
  readonly expiry: number;
  readonly order: "as is" | "reversed";
  readonly letters: "lower" | "upper";
  readonly defaultPort: "left out" | "given";
}

export interface Notation {
  readonly name: string;
  readonly kind: SourceKind;
  readonly matters: readonly (keyof Place)[];
  readonly write: (place: Place, access: Access) => string;
}

type Write = Notation["write"];

/** Texts made of these characters. */
export const textOf = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });

const lowerCase = "abcdefghijklmnopqrstuvwxyz";
// Without `q`, so that the mark of a planted secret can be no part of a place.
const host = textOf(`${lowerCase.replace("q", "")}07`, 1, 8).map((name) => `h${name}.example.com`);

export const aPlace: fc.Arbitrary<Place> = fc.record({
  hosts: fc.uniqueArray(host, { minLength: 3, maxLength: 3 }),
  port: fc.oneof(fc.constantFrom(80, 443, 3306, 5432, 27017), fc.integer({ min: 1, max: 65535 })),
  path: textOf("abzABZ019 -_.'%+äß", 1, 12).map((name) => `o${name}o`),
  objectVersion: textOf("abzABZ019.-_+/=", 1, 20),
});

// What generators of passwords use, with all that has a meaning in a URL.
const passwordCharacters = `${lowerCase}ABCXYZ0123456789!$%&'()*+,-./:;<=>?@[]^_\`{|}~ "#\\`;

/** Marked in front, so that a part of it is told from a part of a place. */
export const aSecret = textOf(passwordCharacters, 4, 24).map((text) => `SQX${text}`);

export const anAccess: fc.Arbitrary<Access> = fc.record({
  user: aSecret,
  password: aSecret,
  signature: aSecret,
  expiry: fc.integer({ min: 1, max: 2 ** 31 }),
  order: fc.constantFrom("as is", "reversed"),
  letters: fc.constantFrom("lower", "upper"),
  defaultPort: fc.constantFrom("left out", "given"),
});

type Parameters = readonly (readonly [string, string])[];

const arranged = <T>(list: readonly T[], { order }: Access): readonly T[] =>
  order === "as is" ? list : [...list].reverse();

const lettered = (text: string, { letters }: Access): string =>
  letters === "lower" ? text.toLowerCase() : text.toUpperCase();

const query = (parameters: Parameters, access: Access): string =>
  arranged(parameters, access)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");

const encoded = ({ user, password }: Access): string =>
  `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;

/** As people paste it: with `@` and `:` as they are. */
const pasted = ({ user, password }: Access): string =>
  `${encodeURIComponent(user)}:${password.replace(/[/?#,%]/g, "")}`;

const server = (name: string, port: number, defaultPort: number, access: Access): string =>
  lettered(name, access) + (port === defaultPort && access.defaultPort === "left out" ? "" : `:${port}`);

const servers = (place: Place, defaultPort: number, access: Access): string =>
  arranged(place.hosts, access)
    .map((name) => server(name, place.port, defaultPort, access))
    .join(",");

const uri =
  (scheme: string, defaultPort: number, userinfo: (access: Access) => string, options: string): Write =>
  (place, access) => {
    const authority = `${userinfo(access)}@${servers(place, defaultPort, access)}`;
    const rotating = query(
      [
        ["application", access.signature],
        ["timeout", `${access.expiry}`],
      ],
      access,
    );
    return `${lettered(scheme, access)}://${authority}/${encodeURIComponent(place.path)}?${rotating}${options}`;
  };

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

const settings: Write = (place, access) =>
  arranged(
    [
      `host=${arranged(place.hosts, access).join(",")}`,
      ...(place.port === 5432 && access.defaultPort === "left out" ? [] : [`port = ${place.port}`]),
      `dbname=${quoted(place.path)}`,
      `user=${quoted(access.user)}`,
      `password=${quoted(access.password)}`,
      `connect_timeout=${access.expiry}`,
    ],
    access,
  ).join("  ");

const allInTheQuery: Write = (place, access) =>
  `postgresql://?${query(
    [
      ["user", access.user],
      ["password", access.password],
      ["host", arranged(place.hosts, access).join(",")],
      ["port", `${place.port}`],
      ["dbname", place.path],
    ],
    access,
  )}`;

const srv: Write = (place, access) =>
  `mongodb+srv://${encoded(access)}@${lettered(place.hosts[0] ?? "", access)}/${encodeURIComponent(place.path)}` +
  `?${query(
    [
      ["authSource", access.user],
      ["appName", access.signature],
    ],
    access,
  )}`;

const url =
  (versionKey: string, signature: (access: Access) => Parameters): Write =>
  (place, access) => {
    const version = versionKey === "" ? [] : [[versionKey, place.objectVersion] as const];
    const origin = `${lettered("https", access)}://${server(place.hosts[0] ?? "", place.port, 443, access)}`;
    const signed = query([...signature(access), ...version], access);
    return `${origin}/dumps/${encodeURIComponent(place.path)}?${signed}#${access.expiry}`;
  };

const awsV4 = ({ user, password, signature, expiry }: Access): Parameters => [
  ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
  ["X-Amz-Credential", `${user}/20260101/eu-central-1/s3/aws4_request`],
  ["X-Amz-Date", "20260101T000000Z"],
  ["X-Amz-Expires", `${expiry}`],
  ["X-Amz-Security-Token", password],
  ["X-Amz-SignedHeaders", "host"],
  ["X-Amz-Signature", signature],
];

const awsV2 = ({ user, signature, expiry }: Access): Parameters => [
  ["AWSAccessKeyId", user],
  ["Signature", signature],
  ["Expires", `${expiry}`],
];

const gcs = ({ user, signature, expiry }: Access): Parameters => [
  ["X-Goog-Algorithm", "GOOG4-RSA-SHA256"],
  ["X-Goog-Credential", user],
  ["X-Goog-Expires", `${expiry}`],
  ["X-Goog-Signature", signature],
];

const azureSas = ({ user, signature, expiry }: Access): Parameters => [
  ["sv", "2025-01-05"],
  ["sr", "b"],
  ["sp", "r"],
  ["st", "2026-01-01T00:00:00Z"],
  ["se", `${expiry}`],
  ["skoid", user],
  ["spr", "https"],
  ["sig", signature],
];

const plain = ({ signature, expiry }: Access): Parameters => [
  ["token", signature],
  ["expires", `${expiry}`],
];

/** Under keys that nobody knows, so that only their looks tell what they are. */
const unknown = ({ signature, expiry }: Access): Parameters => [
  ["k", createHash("sha256").update(signature).digest("hex")],
  ["x", new Date(expiry * 1000).toISOString()],
];

const live = (name: string, write: Write): Notation => ({
  name,
  kind: "connectionString",
  matters: ["hosts", "port", "path"],
  write,
});

const stored = (name: string, versionKey: string, signature: (access: Access) => Parameters): Notation => ({
  name,
  kind: "importUrl",
  matters: versionKey === "" ? ["hosts", "port", "path"] : ["hosts", "port", "path", "objectVersion"],
  write: url(versionKey, signature),
});

export const notations: readonly Notation[] = [
  live("postgres", uri("postgres", 5432, encoded, "")),
  live("postgresql with a pasted password", uri("postgresql", 5432, pasted, "&sslmode=require")),
  live("postgresql with all in the query", allInTheQuery),
  live("libpq settings", settings),
  live("mysql", uri("mysql", 3306, pasted, "&ssl-mode=REQUIRED")),
  live("jdbc:mysql", uri("jdbc:mysql", 3306, encoded, "&useSSL=true")),
  live("mongodb", uri("mongodb", 27017, encoded, "&replicaSet=rs0&authSource=admin")),
  { ...live("mongodb+srv", srv), matters: ["hosts", "path"] },
  stored("AWS signature V4", "versionId", awsV4),
  stored("AWS signature V2", "versionId", awsV2),
  stored("Google Cloud Storage", "generation", gcs),
  stored("Azure SAS", "versionid", azureSas),
  stored("Azure SAS of a snapshot", "snapshot", azureSas),
  stored("Cloudflare R2", "", awsV4),
  stored("plain query", "", plain),
  stored("a file in the query", "file", plain),
  stored("an id beside what nobody knows", "id", unknown),
];

export const aNotation = fc.constantFrom(...notations);
