import { sameValue } from "../inputs/values";

type Values = Record<string, unknown>;

/** The input that a property path such as `triggers.day`, `triggers[0]` or `["triggers"]` begins with. */
function inputOf(path: string): string | undefined {
  const [, quoted, plain] = /^(?:\["(.*?)"\]|([^.[]+))/.exec(path) ?? [];
  return quoted ?? plain;
}

/** The inputs that `replaceOnChanges` is about and that are not what they were. */
export function changedAmong(paths: readonly string[], olds: Values, checked: Values): string[] {
  const wanted = new Set(paths.map(inputOf));
  return Object.keys({ ...olds, ...checked }).filter(
    (name) =>
      name !== "__provider" && (wanted.has(name) || wanted.has("*")) && !sameValue(olds[name], checked[name]),
  );
}
