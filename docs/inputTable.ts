import * as ts from "typescript";
import { inputNames, rowOf, type Effect, type InputRow } from "../provider/inputs/table";
import { table } from "./table";
import { parsed, textOf } from "./tsdoc";

/** What a change does, as a cell of the README says it, and as a hover does. */
const effects: Readonly<Record<Effect, { readonly cell: string; readonly hover: string }>> = {
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

/** The inputs: the rules from the rows of provider/inputs/table.ts, the prose from the arguments of a program. */
export function inputTable(): string {
  const hovers = hoversOfArgs();
  const rows = inputNames.map((name) => cells(name, rowOf(name), hovers.get(name) ?? []));
  return table(["input", "what", "when it changes"], rows);
}

function cells(name: string, row: InputRow, hovers: readonly string[]): string[] {
  const marks = [row.required === true ? ["required"] : [], row.secret === true ? ["secret"] : []].flat();
  const label = marks.length === 0 ? `\`${name}\`` : `\`${name}\` (${marks.join(", ")})`;
  return [label, proseOf(name, hovers, endOfHover(row)), effects[row.onChange].cell];
}

/** A hover has no columns, so that it says at its end what the row does. */
const endOfHover = ({ secret, onChange }: InputRow): string =>
  `${secret === true ? " Secret." : ""} ${effects[onChange].hover}`;

function proseOf(name: string, hovers: readonly string[], end: string): string {
  const prose = hovers.find((hover) => hover.endsWith(end));
  if (prose !== undefined) return prose.slice(0, -end.length);
  throw new Error(`no TSDoc of ${name} in provider/program/args.ts ends with "${end.trim()}"`);
}

/** The TSDoc of each argument, as lines; also where all that it says is that the argument may not be given. */
function hoversOfArgs(): ReadonlyMap<string, readonly string[]> {
  const file = parsed("program/args.ts");
  const properties = file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature));
  const hovers = new Map<string, string[]>();
  for (const property of properties) {
    const name = property.name.getText(file);
    hovers.set(name, [...(hovers.get(name) ?? []), textOf(property)]);
  }
  return hovers;
}
