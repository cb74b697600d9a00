"use strict";
// What Pulumi loads from a checkout or a clone, where nothing was built: bundles the sources unless that is done, and
// becomes the plugin. No script of the installation does that, since many users' package managers run none.
const { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } = require("node:fs");
const { join } = require("node:path");

const name = "pulumi-resource-northflank";
const bundled = join(__dirname, "build", name);
const sources = ["bundle.mjs", "package.json", "../package.json", "../provider"].map((path) =>
  join(__dirname, path),
);

/** When it was last changed. A folder also tells of a file that is gone. */
function changedAt(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory() ? readdirSync(path).map((file) => changedAt(join(path, file))) : [];
  return Math.max(stats.mtimeMs, ...inside);
}

const isCurrent = () =>
  existsSync(bundled) && statSync(bundled).mtimeMs > Math.max(...sources.map(changedAt));

async function makeCurrent() {
  // Pulumi starts several at once, so each writes a file of its own, and nobody sees half of one.
  const own = `${bundled}.${process.pid}`;
  const startedAt = new Date();
  try {
    const { bundle } = await import("./bundle.mjs");
    await bundle(own);
    // A source that is saved meanwhile is newer than its bundle.
    utimesSync(own, startedAt, startedAt);
    renameSync(own, bundled);
  } finally {
    rmSync(own, { force: true });
  }
}

async function start() {
  if (!isCurrent())
    try {
      await makeCurrent();
    } catch (error) {
      console.error(`${name} could not be bundled from its sources in ${__dirname}: ${error.message}`);
      process.exit(1);
    }
  // Pulumi's own listeners would show what nobody caught, which may quote a secret; the plugin's only tell of it.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.removeAllListeners(event);
  require(bundled);
}

module.exports = start();
