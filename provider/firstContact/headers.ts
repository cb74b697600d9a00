import { resetForm, serverTime } from "./assumptions/quota";
import type { ShownNames } from "./names";
import { isAnswer, type Answer, type Observations } from "./observations";

/** The names of all response headers, and the forms of those that tell of limits and times. */
export function headerLines({ answers }: Observations, names: ShownNames): string[] {
  const all = Object.values(answers).filter(isAnswer);
  const found = [...new Set(all.flatMap(({ headers }) => Object.keys(headers)))];
  const shown = found.flatMap((name) => names.header(name) ?? []).sort();
  const withheld = found.length - shown.length;
  const limits = shown.filter((name) => /rate-?limit|quota|^retry-after$/.test(name));
  return [
    "Response headers:",
    `  ${[...shown, ...(withheld === 0 ? [] : [`${withheld} more, whose names are withheld`])].join(", ")}`,
    ...limits.map((name) => `  ${name}: ${limitForms(all, name)}`),
    `  The API's clock and this machine's: ${distanceOf(all)}`,
    "",
  ];
}

function limitForms(answers: readonly Answer[], name: string): string {
  const form = (answer: Answer): string => {
    const value = answer.headers[name];
    if (value === undefined) return "missing";
    if (!/^\d+$/.test(value)) return /^\d+\.\d+$/.test(value) ? "a number" : "no number";
    const reset = name === "x-ratelimit-reset" ? (resetForm(answer) ?? "no time within an hour") : "";
    return `a whole number${reset === "" ? "" : `, ${reset}`}`;
  };
  return [...new Set(answers.map(form))].sort().join(" | ");
}

function distanceOf(answers: readonly Answer[]): string {
  const distances = answers.map((answer) => Math.abs(serverTime(answer) - answer.at) / 60_000);
  const longest = Math.max(...distances);
  if (Number.isNaN(longest)) return "not every response has a date.";
  return longest < 1
    ? "within a minute."
    : longest < 30
      ? "1 to 30 minutes apart."
      : "half an hour apart or more.";
}
