import {
  inputNames,
  namesWhere,
  rowOf,
  sourceNames,
  type InputName,
  type InputRow,
  type ValueRule,
} from "../provider/inputs/table";
import { endOfHover, proseOf } from "./inputProse";
import { outputs, type Output } from "./outputs";

/** A property in a schema, or a setting. */
export interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly description: string;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
}

type Properties = Readonly<Record<string, Property>>;
type Type = Pick<Property, "type" | "$ref">;

const typeToken = (name: string): string =>
  `northflank:index:${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;

function typeOf(name: InputName, rule: ValueRule): Type {
  if (rule.kind === "any") return { $ref: "pulumi.json#/Any" };
  if (rule.kind === "choice") return { $ref: `#/types/${typeToken(name)}` };
  return { type: rule.kind === "flag" ? "boolean" : "string" };
}

/** What the values of choices mean, of which the table of inputs has only the spelling. */
const meanings: Readonly<Record<string, string>> = { gz: "gzip", zstd: "Zstandard" };

/** The enums. */
export const types = (): object =>
  Object.fromEntries(
    inputNames.flatMap((name) => {
      const { value: rule, absentMeans } = rowOf(name);
      if (rule.kind !== "choice") return [];
      const values = rule.of.map((value) => {
        const meaning = meanings[value];
        if (meaning === undefined)
          throw new Error(`docs/pluginProperties.ts does not say what "${value}" means`);
        return { value, description: `${meaning}${value === absentMeans ? ", the default" : ""}.` };
      });
      return [
        [typeToken(name), { type: "string", description: `The values of ${code(name)}.`, enum: values }],
      ];
    }),
  );

/** No input has a default in the schema: the SDKs would send it to imports that do not take it. */
export const inputProperties = (): Properties =>
  Object.fromEntries(inputNames.map((name) => [name, inputProperty(name, rowOf(name))]));

export const requiredInputs: readonly InputName[] = namesWhere((row) => row.required === true);

const inputProperty = (name: InputName, row: InputRow): Property => ({
  ...typeOf(name, row.value),
  description: `${described(name)}${rules(row)}${endOfHover(row)}`,
  ...(row.secret === true ? { secret: true } : {}),
  ...(row.onChange === "replace" ? { willReplaceOnChanges: true } : {}),
});

/** Where the TSDoc of args.ts tells of TypeScript alone. */
const inAnyLanguage: Partial<Record<InputName, string>> = {
  triggers:
    'Strings, numbers or plain data, a date as a string; a change means "import again now". Put no secrets here.',
};

const described = (name: InputName): string => inAnyLanguage[name] ?? proseOf(name);

/** What a type cannot say, as sentences behind the prose. */
function rules({ value, allowed, source, onlyWith }: InputRow): string {
  const sentences = [
    value.kind === "text" || value.kind === "httpUrl" ? [`Must be ${allowed}.`] : [],
    source === undefined ? [] : [`Set exactly one source, or ${adopting}.`],
    onlyWith === undefined ? [] : [`Works only with ${sourcesOf(onlyWith)}.`],
  ];
  return sentences
    .flat()
    .map((sentence) => ` ${sentence}`)
    .join("");
}

const code = (name: string): string => `\`${name}\``;
const sourcesOf = (kind: InputRow["source"]): string =>
  sourceNames
    .filter((name) => rowOf(name).source === kind)
    .map(code)
    .join(" or ");

const adopting = namesWhere((row) => row.insteadOfSource === true)
  .map(code)
  .join(", ");

/** The rule of sources, once for all of them. */
export const oneSource = `Set exactly one of ${sourceNames.map(code).join(", ")}, or ${adopting}.`;

/** The outputs. No source is one: the class has none, and the state encrypts them among the inputs. */
export const outputProperties = (): Properties =>
  Object.fromEntries(outputs().map((output) => [output.name, outputProperty(output)]));

export const requiredOutputs = (): string[] =>
  outputs()
    .filter(({ name, isOptional }) => !isOptional && !(isInput(name) && rowOf(name).value.kind === "any"))
    .map(({ name }) => name);

const isInput = (name: string): name is InputName => (inputNames as string[]).includes(name);

function outputProperty({ name, type, text }: Output): Property {
  if (isInput(name)) return { ...typeOf(name, rowOf(name).value), description: text };
  // A whole number is 32 bits in some languages, and backups are larger.
  return { type, description: text };
}
