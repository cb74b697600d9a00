import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../repository";

const skipped = new Set(["node_modules", "dist", "coverage", ".git", ".venv"]);

/** Paths in the checkout, from its root. */
function filesUnder(folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (skipped.has(entry.name)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

export const read = (path: string): string => readFileSync(join(repository, path), "utf8");

/** All Markdown that people read. */
export const pages: readonly string[] = filesUnder("").filter((path) => path.endsWith(".md"));

/** What GitHub reads. */
export const githubFiles: readonly string[] = filesUnder(".github");

export const templateFiles: readonly string[] = filesUnder("templates");

/** What prints sentences. */
export const sourceFiles: readonly string[] = filesUnder("provider");
