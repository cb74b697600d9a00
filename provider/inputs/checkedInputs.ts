import { z } from "zod";
import { inputNames, rowOf, type InputName, type Value } from "./table";
import { unknownValue, withoutAbsent, type Unknown, type Values } from "./values";

/** Whether a backup's name is the user's or ours; decides what may be adopted and suffixed. */
export type NameOrigin = NonNullable<CheckedInputs["nameOrigin"]>;

/** Seconds that a step may take, from `customTimeouts`. */
export type Timeouts = NonNullable<CheckedInputs["timeouts"]>;

const seconds = z.number().optional();

/** What check adds to the program's inputs. They are stored with them and come back as old inputs. */
const derived = {
  sourceFingerprint: z.string(),
  nameOrigin: z.enum(["given", "automatic"]),
  timeouts: z.object({ create: seconds, update: seconds, delete: seconds }).readonly(),
};

export const derivedNames = Object.keys(derived) as readonly (keyof typeof derived)[];

type Text<Type> = Type extends string ? string : Type;

/**
 * The inputs as check leaves them, and as diff, create and update get them. In a preview any of them may not be known
 * yet. Only check sees to it that they go together, so each of them may be absent here.
 */
export type CheckedInputs = {
  readonly [Name in InputName]?: Text<Value<Name>> | Unknown | undefined;
} & { readonly [Name in keyof typeof derived]?: z.infer<(typeof derived)[Name]> | undefined };

/** Only its type: the rules may have been others when it was stored. */
function typeOf(name: InputName): z.ZodType {
  const { schema } = rowOf(name);
  if (schema instanceof z.ZodBoolean) return z.union([z.boolean(), z.literal(unknownValue)]);
  return schema instanceof z.ZodUnknown ? schema : z.string();
}

/** Reads values of which nobody has said what they are: what is not as expected is absent, what is not known is kept. */
export function tolerantReader(fields: Readonly<Record<string, z.ZodType>>): (values: Values) => Values {
  const tolerant = Object.entries(fields).map(
    ([name, type]) => [name, type.optional().catch(undefined)] as const,
  );
  const schema = z.looseObject(Object.fromEntries(tolerant));
  return (values) => withoutAbsent(schema.parse(values));
}

const read = tolerantReader({
  ...Object.fromEntries(inputNames.map((name) => [name, typeOf(name)])),
  ...derived,
});

/** The inputs that the engine hands over, be they of the program, of a state, or of an earlier check. */
export const readInputs = (values: Values): CheckedInputs => read(values);
