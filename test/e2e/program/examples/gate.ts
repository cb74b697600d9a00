import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "./example";

export interface Verdict {
  readonly passes: boolean;
  readonly output: string;
}

/** What examples/github-actions/gate.mjs says of what `pulumi preview --json` has printed. */
export const judged = (preview: string, importAgain = false): Promise<Verdict> =>
  new Promise((resolve) => {
    const gate = join(folderOf("github-actions"), "gate.mjs");
    const env = { PATH: process.env["PATH"], IMPORT_AGAIN: `${importAgain}` };
    const child = execFile(process.execPath, [gate], { env }, (error, stdout, stderr) => {
      resolve({ passes: error === null, output: stdout + stderr });
    });
    child.stdin?.end(preview);
  });

/**
 * What the Pulumi CLI 3.260 printed of the last scene of examples/github-actions, without times and places in files.
 * The test sees that the CLI on the PATH still prints such.
 */
export const recordedPreview = (): string => readFileSync(join(__dirname, "previews/moved.json"), "utf8");
