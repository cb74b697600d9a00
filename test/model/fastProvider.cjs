const { ImportLifecycle } = require("../../dist/lifecycle/importLifecycle.js");
const { processPorts } = require("../../dist/process/processPorts.js");

/** As `pulumi-northflank/lifecycle` makes its provider, but another one each time. */
exports.newProvider = () => new ImportLifecycle(processPorts());
