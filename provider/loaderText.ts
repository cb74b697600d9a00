/**
 * All that the state knows of the provider: where to load it from. It is stored with every resource and run by
 * the release that is installed later, so it is a format and must never change; a test holds it.
 */
export const loaderText = 'exports.handler = () => require("pulumi-northflank/lifecycle").provider;';
