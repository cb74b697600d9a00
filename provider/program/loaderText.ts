/** Where the provider is, by the name of this package: Pulumi looks for it from the folder of the program upwards. */
export const lifecycleModule = "pulumi-northflank/lifecycle";

/**
 * All that the state knows of the provider: where to load it from. It is stored with every resource and run by
 * the release that is installed later, so it is a format and must never change; a test holds it.
 */
export const loaderText = `exports.handler = () => require("${lifecycleModule}").provider;`;
