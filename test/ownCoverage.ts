/**
 * Under `npm run coverage` only the workers of mocha are measured, with what unit and wire tests run of provider/: the processes
 * that tests start, whole engines among them, run dist/, would count twice, and must not be slowed down.
 */
export const mochaHooks = {
  beforeAll(): void {
    delete process.env["NODE_V8_COVERAGE"];
  },
};
