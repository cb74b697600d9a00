import { z } from "zod";
import { invalidRequest } from "./apiError";
import type { CompressionType } from "../world/backup";
import type { OpenAnswers } from "../openQuestions";

export type ImportSource = "connectionString" | "importUrl";

export interface ImportRequest {
  readonly source: ImportSource;
  readonly name?: string | undefined;
  readonly compressionType?: CompressionType | undefined;
  readonly customDestinationId?: string | undefined;
}

const text = z.string("must be string");
export const namePattern = /^[a-zA-Z0-9]+((-|\s|\/|:)[a-zA-Z0-9]+)*$/;
const destinationPattern = /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/;

function optionalText(pattern: RegExp, longest: number) {
  return text
    .min(3, "must NOT have fewer than 3 characters")
    .max(longest, `must NOT have more than ${longest} characters`)
    .regex(pattern, `must match pattern "${pattern.source}"`)
    .optional();
}

const shared = {
  name: optionalText(namePattern, 39),
  customDestinationId: optionalText(destinationPattern, 100),
};
const fromConnection = z.object({
  ...shared,
  connectionString: text,
  importAllDatabases: z.boolean("must be boolean").optional(),
  compressionType: z.enum(["gz", "zstd"], "must be equal to one of the allowed values").optional(),
});
const fromUrl = z.object({ ...shared, importUrl: text });

/** Throws the API's 400 where the body breaks a constraint of the endpoint's page. */
export function parseImportRequest(body: unknown, unlisted: OpenAnswers["unlistedFields"]): ImportRequest {
  const given = validated(z.looseObject({}, "must be object"), body);
  if ("connectionString" in given) {
    const schema = unlisted === "refuse" ? fromConnection.strict() : fromConnection;
    return { source: "connectionString", ...validated(schema, given) };
  }
  if ("importUrl" in given) {
    const schema = unlisted === "refuse" ? fromUrl.strict() : fromUrl;
    return { source: "importUrl", ...validated(schema, given) };
  }
  throw invalidRequest({
    connectionString: ["must have required property 'connectionString'"],
    importUrl: ["must have required property 'importUrl'"],
  });
}

function validated<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const details = new Map<string, string[]>();
  for (const issue of result.error.issues) {
    const unlisted = issue.code === "unrecognized_keys";
    const fields = unlisted ? issue.keys : [issue.path.join(".") || "body"];
    const message = unlisted ? "must NOT be an additional property" : issue.message;
    for (const field of fields) details.set(field, [...(details.get(field) ?? []), message]);
  }
  throw invalidRequest(Object.fromEntries(details));
}

/** The source that a body carries, valid or not: what an echoing error would repeat. */
export function sourceIn(body: unknown): string | undefined {
  const given = z.object({ connectionString: z.unknown(), importUrl: z.unknown() }).partial().safeParse(body);
  const source = given.data?.connectionString ?? given.data?.importUrl;
  return typeof source === "string" ? source : undefined;
}
