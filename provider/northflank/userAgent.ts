import { readFileSync } from "node:fs";
import { join } from "node:path";

// Both the sources and dist/ lie two folders below package.json.
const manifest = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
  version: string;
};

export const userAgent = `pulumi-northflank/${manifest.version}`;
