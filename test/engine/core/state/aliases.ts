import type { Alias } from "./goal";
import { createUrn, isStackUrn, nameOf, parseUrn } from "./urn";

export interface AliasScope {
  stack: string;
  project: string;
  name: string;
  type: string;
  parent: string;
  aliases: Alias[];
  /** The former URN of a resource that was matched by one of its aliases earlier in this run. */
  matched: ReadonlyMap<string, string>;
}

function urnOf(alias: Alias, scope: AliasScope): string {
  if ("urn" in alias) return alias.urn;
  const given = alias.parent ?? "";
  const parent = given === "" ? scope.parent : (scope.matched.get(given) ?? given);
  return createUrn({
    stack: alias.stack ?? scope.stack,
    project: alias.project ?? scope.project,
    parent: alias.noParent === true || isStackUrn(parent) ? "" : parent,
    type: alias.type ?? scope.type,
    name: alias.name ?? scope.name,
  });
}

/** A child follows its renamed parent, and takes the new name along where it starts with the parent's. */
function inherited(child: { type: string; name: string }, parent: string, formerParent: string): string {
  const parentName = nameOf(parent);
  const name = child.name.startsWith(parentName)
    ? nameOf(formerParent) + child.name.slice(parentName.length)
    : child.name;
  const { stack, project } = parseUrn(formerParent);
  return createUrn({ stack, project, parent: formerParent, type: child.type, name });
}

/** Every URN under which this resource may be found in the state, in the order in which they count. */
export function aliasUrns(scope: AliasScope): string[] {
  const own = scope.aliases.map((alias) => urnOf(alias, scope));
  const formerParent = scope.matched.get(scope.parent);
  if (formerParent === undefined) return [...new Set(own)];
  const fromParent = [{ type: scope.type, name: scope.name }, ...own.map((urn) => parseUrn(urn))].map(
    (child) => inherited(child, scope.parent, formerParent),
  );
  return [...new Set([...own, ...fromParent])];
}
