export type Fields = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at the end of a path of field names; undefined if something on the way is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);

/** The objects of a list under `data`, by its name or as `data` itself. */
export function listed(body: unknown, name: string): readonly Fields[] {
  const data = at(body, "data");
  const items = Array.isArray(data) ? (data as unknown[]) : at(data, name);
  return Array.isArray(items) ? items.filter(isRecord) : [];
}

export const backupsIn = (body: unknown): readonly Fields[] => listed(body, "backups");

/** The texts in a value, however deep. */
export function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") texts.push(next);
    else if (typeof next === "object" && next !== null)
      for (const inner of Object.values(next) as unknown[]) open.push(inner);
  }
  return texts;
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
