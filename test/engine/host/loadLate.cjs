"use strict";
// Preloaded into programs and providers. The SDK loads these two with itself, for functions that it has to serialize, which
// takes longer than all the rest of it; here they are loaded when they are first used, and nothing else differs.
const Module = require("node:module");

const late = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;

Module._load = function (request, parent, isMain) {
  if (!late.has(request)) return load.call(this, request, parent, isMain);
  // One that is missing is missed at once, as the SDK expects.
  Module._resolveFilename(request, parent, isMain);
  const loaded = () => load.call(this, request, parent, isMain);
  // Said to be an ES module so that compiled imports take it as it is, and copy no member out of it.
  return new Proxy({}, { get: (_target, name) => (name === "__esModule" ? true : loaded()[name]) });
};
