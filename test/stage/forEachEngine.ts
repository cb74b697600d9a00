import { isCliAvailable, type EngineKind } from "@test/engine";
import { inLongRun, isLong } from "../model/searching";

/** Defines a test, as `it` does. */
export type Rule = (title: string, test: (this: Mocha.Context) => unknown) => void;

/** Nowhere in the short run; what the long run picks by its title has not been played in the short one. */
const later: Rule = (title, test) => {
  if (isLong) it(inLongRun(title), test);
};

/**
 * The same tests on every engine. `it` plays everywhere; `rule` leaves real processes to the CLI, and to the long run,
 * because they take a hundred times as long.
 */
export function forEachEngine(define: (engine: EngineKind, rule: Rule) => void): void {
  describe("in one process", () => {
    define("in-process", it);
  });
  describe("in real processes", () => {
    define("embedded", later);
  });
  describeCli(() => {
    define("cli", it);
  });
}

/** For tests that need real processes: they kill them, look into them, or start them in a place of their own. */
export function forRealProcesses(
  define: (engine: Exclude<EngineKind, "in-process">, rule: Rule) => void,
): void {
  describe("in real processes", () => {
    define("embedded", later);
  });
  describeCli(() => {
    define("cli", it);
  });
}

/** What only the CLI does. Where there is none, it is reported as pending, never left out. */
export function describeCli(define: () => void): void {
  if (isCliAvailable()) {
    describe("on the Pulumi CLI", define);
    return;
  }
  describe("on the Pulumi CLI (pending: there is no pulumi on the PATH)", () => {
    before(function () {
      this.skip();
    });
    define();
  });
}
