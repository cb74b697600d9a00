import { onBench } from "./bench";
import { sample, sampled } from "../../model/searching";
import { withBareImport, withImport, withRunningImport } from "./withImport";

/** The ways to play on a bench, all over one transport. */
export interface Transport {
  readonly tls: boolean;
  readonly onBench: typeof onBench;
  readonly withImport: typeof withImport;
  readonly withRunningImport: typeof withRunningImport;
  readonly withBareImport: typeof withBareImport;
}

const over = (tls: boolean): Transport => ({
  tls,
  onBench: (settings, play) => onBench({ ...settings, tls }, play),
  withImport: (settings, play) => withImport({ ...settings, tls }, play),
  withRunningImport: (settings, play) => withRunningImport({ ...settings, tls }, play),
  withBareImport: (settings, play) => withBareImport({ ...settings, tls }, play),
});

/** A handshake for every request costs more than all else in a rule. */
const nth = 5;

/**
 * The same rules twice: the live API speaks only TLS, and plain HTTP is what can be read on the wire. The short run
 * plays a part of them over TLS; what is about TLS itself has rules of its own.
 */
export function forEachTransport(defineRules: (transport: Transport) => void): void {
  describe("over HTTP,", () => {
    defineRules(over(false));
  });
  describe(`over TLS (${sampled(nth)}),`, function () {
    defineRules(over(true));
    thinOut(this);
  });
}

function thinOut(suite: Mocha.Suite): void {
  suite.tests = [...sample(suite.tests, nth)];
  for (const inner of suite.suites) thinOut(inner);
}
