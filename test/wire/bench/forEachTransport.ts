import { onBench } from "./bench";
import { withImport, withRunningImport } from "./withImport";

/** The ways to play on a bench, all over one transport. */
export interface Transport {
  readonly tls: boolean;
  readonly onBench: typeof onBench;
  readonly withImport: typeof withImport;
  readonly withRunningImport: typeof withRunningImport;
}

const over = (tls: boolean): Transport => ({
  tls,
  onBench: (settings, play) => onBench({ ...settings, tls }, play),
  withImport: (settings, play) => withImport({ ...settings, tls }, play),
  withRunningImport: (settings, play) => withRunningImport({ ...settings, tls }, play),
});

/** The same rules twice: the live API speaks only TLS, and plain HTTP is what can be read on the wire. */
export function forEachTransport(defineRules: (transport: Transport) => void): void {
  for (const [name, tls] of [
    ["over HTTP,", false],
    ["over TLS,", true],
  ] as const) {
    describe(name, () => {
      defineRules(over(tls));
    });
  }
}
