// All rules, by the names of their room and file, not of their level: so files that wait for processes stand between
// files that compute, and neither core is idle.
const { readdirSync } = require("node:fs");

const files = ["unit", "wire", "e2e"].flatMap((level) =>
  readdirSync(`test/${level}`, { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => ({ name, path: `test/${level}/${name}` })),
);

module.exports = {
  ...require("./.mocharc.json"),
  parallel: true,
  jobs: 3,
  spec: files.sort((left, right) => left.name.localeCompare(right.name, "en")).map(({ path }) => path),
};
