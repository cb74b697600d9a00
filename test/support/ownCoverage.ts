/**
 * Under `npm run coverage` only this process is measured, with what unit and wire tests run of provider/: the processes
 * that they start, whole engines among them, run dist/, would count twice, and must not be slowed down.
 */
export const mochaHooks = {
  beforeAll(): void {
    delete process.env["NODE_V8_COVERAGE"];
  },
};
