const { DynamicProvider } = require("../../dist/dynamic/dynamicProvider.js");
const { dynamicPorts } = require("../../dist/dynamic/dynamicPorts.js");

/** As `pulumi-northflank/lifecycle` makes its provider, but another one each time. */
exports.newProvider = () => new DynamicProvider(dynamicPorts());
