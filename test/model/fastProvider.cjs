const { ImportLifecycle } = require("../../dist/lifecycle/importLifecycle.js");
const { processPorts } = require("../../dist/process/processPorts.js");

const speed = Number(process.env.MODEL_SPEED);
const ports = processPorts();
const { clock } = ports;
const fast = {
  now: () => clock.now() * speed,
  wallTime: () => clock.wallTime(),
  sleep: (ms) => clock.sleep(ms / speed),
};

/** As `pulumi-northflank/lifecycle` makes its provider, but another one each time, and in a hurry. */
exports.newProvider = () => new ImportLifecycle({ ...ports, clock: fast });
