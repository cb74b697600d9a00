import { finderOf, viewsOf, type Finder } from "./finder";
import { formsOf } from "./secretForms";
import { secretsByPlace } from "./secretPatterns";
import { replaceSpans } from "./spans";

export { printable } from "./printable";
export { secretsOf } from "./secretsOf";

/**
 * Hides the secrets in a text, in whatever form they come back: encoded for URLs, JSON, HTML or base64, in other
 * case, coloured, split over lines, cut short at the end; and what is a secret by its place.
 */
export class Redactor {
  private readonly known = new Set<string>();
  private readonly finders = new Map<string, Finder>();
  // Most runs have nothing to redact, so the forms are worked out only when a text comes.
  private readonly unprepared: string[] = [];

  learn(secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (this.known.has(secret)) continue;
      this.known.add(secret);
      this.unprepared.push(secret);
    }
  }

  redact(text: string): string {
    this.prepare();
    const views = viewsOf(text);
    const spans = [...this.finders.values()].flatMap((find) => views.flatMap((view) => find(view)));
    return replaceSpans(text, [...spans, ...secretsByPlace(text)]);
  }

  private prepare(): void {
    for (const form of this.unprepared.splice(0).flatMap(formsOf)) {
      const key = JSON.stringify(form);
      if (!this.finders.has(key)) this.finders.set(key, finderOf(form));
    }
  }
}

/** For secrets that are all known beforehand. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const all = new Redactor();
  all.learn(secrets);
  return (text) => all.redact(text);
}
