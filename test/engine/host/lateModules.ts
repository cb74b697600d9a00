type Env = Record<string, string | undefined>;

const PRELOADED = require.resolve("./loadLate.cjs");

/** Makes processes of Node load the SDK in less than half of the time; see the module that is preloaded. */
export const withLateModules = (env: Env): Env => ({
  ...env,
  NODE_OPTIONS: [env["NODE_OPTIONS"] ?? [], `--require ${JSON.stringify(PRELOADED)}`].flat().join(" "),
});
