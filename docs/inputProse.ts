import * as ts from "typescript";
import { rowOf, type Effect, type InputName, type InputRow } from "../provider/inputs/table";
import { parsed, textOf } from "./tsdoc";

/** What a change does, as a cell of the README says it, and as a hover does. */
export const effects: Readonly<Record<Effect, { readonly cell: string; readonly hover: string }>> = {
  replace: { cell: "replaces", hover: "A change replaces the resource." },
  identity: {
    cell: "replaces only if it points elsewhere",
    hover: "A change replaces the resource only if it points elsewhere.",
  },
  record: {
    cell: "updates the state; another team replaces",
    hover: "Another team replaces the resource; adding or removing one only updates the state.",
  },
  none: { cell: "nothing", hover: "A change does nothing." },
};

/** A hover has no columns, so that it says at its end what the row does. */
export const endOfHover = ({ secret, onChange }: InputRow): string =>
  `${secret === true ? " Secret." : ""} ${effects[onChange].hover}`;

/** What the TSDoc of an argument says before that. */
export function proseOf(name: InputName): string {
  const end = endOfHover(rowOf(name));
  const prose = hovers.get(name)?.find((hover) => hover.endsWith(end));
  if (prose !== undefined) return prose.slice(0, -end.length);
  throw new Error(`no TSDoc of ${name} in provider/program/args.ts ends with "${end.trim()}"`);
}

/** The TSDoc of each argument, as lines; also where all that it says is that the argument may not be given. */
const hovers = hoversOfArgs();

function hoversOfArgs(): ReadonlyMap<string, readonly string[]> {
  const file = parsed("program/args.ts");
  const properties = file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature));
  const found = new Map<string, string[]>();
  for (const property of properties) {
    const name = property.name.getText(file);
    found.set(name, [...(found.get(name) ?? []), textOf(property)]);
  }
  return found;
}
