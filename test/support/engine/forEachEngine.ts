import { cliEngine, isCliAvailable } from "./cli/cliEngine";
import type { Engine } from "./engine";
import { embeddedEngine } from "./host/embeddedEngine";

/** The same tests under both engines; where there is no CLI, its half is reported as pending, never left out. */
export function forEachEngine(define: (engine: Engine) => void): void {
  describe("on the embedded engine", () => {
    define(embeddedEngine);
  });
  if (isCliAvailable()) {
    describe("on the Pulumi CLI", () => {
      define(cliEngine);
    });
  } else {
    describe("on the Pulumi CLI (pending: there is no pulumi on the PATH)", () => {
      before(function () {
        this.skip();
      });
      define(cliEngine);
    });
  }
}
