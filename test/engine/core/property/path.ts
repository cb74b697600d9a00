export type PathStep = string | number;
export type PropertyPath = PathStep[];

const QUOTED = /^\["((?:[^"\\]|\\.)*)"\]/;
const INDEX = /^\[(\d+|\*)\]/;
const NAME = /^\.?([^.[]+)/;

/** `a.b[0]["c d"].*` as the steps it takes; undefined when it is no path. */
export function parsePath(text: string): PropertyPath | undefined {
  const steps: PropertyPath = [];
  let rest = text;
  while (rest !== "") {
    const match = QUOTED.exec(rest) ?? INDEX.exec(rest) ?? NAME.exec(rest);
    if (match?.[1] === undefined) return undefined;
    steps.push(stepFrom(match[0], match[1]));
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function stepFrom(whole: string, inner: string): PathStep {
  if (whole.startsWith('["')) return inner.replaceAll('\\"', '"');
  return whole.startsWith("[") && inner !== "*" ? Number(inner) : inner;
}

export function formatPath(path: PropertyPath): string {
  return path
    .map((step, position) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^\w*$/.test(step)) return `["${step.replaceAll('"', '\\"')}"]`;
      return position === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Whether everything `path` points at lies under `container`; `*` stands for any step. */
export function pathContains(container: PropertyPath, path: PropertyPath): boolean {
  return container.every((step, index) => index < path.length && (step === "*" || step === path[index]));
}
