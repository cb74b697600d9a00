import { z } from "zod";
import { rowOf, type InputName, type ValueRule } from "./table";

const schemas = new Map<InputName, z.ZodType>();

/** Whether an input may hold the value, whatever the others hold. */
export function isAllowed(name: InputName, value: unknown): boolean {
  const schema = schemas.get(name) ?? schemaOf(rowOf(name).value);
  schemas.set(name, schema);
  return schema.safeParse(value).success;
}

function schemaOf(rule: ValueRule): z.ZodType {
  switch (rule.kind) {
    case "text":
      return textSchema(rule);
    case "httpUrl":
      return z.url({ protocol: /^https?$/i });
    case "flag":
      return z.boolean();
    case "choice":
      return z.enum(rule.of);
    case "any":
      return z.unknown();
  }
}

function textSchema({ shortest, longest, pattern }: Extract<ValueRule, { kind: "text" }>): z.ZodType {
  const atLeast = z.string().min(shortest ?? 0);
  const within = longest === undefined ? atLeast : atLeast.max(longest);
  return pattern === undefined ? within : within.regex(pattern);
}
