import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../repository";

const run = promisify(execFile);

/** What `npm run bundle` makes, in a folder of its own. */
export class Bundle {
  readonly plugin: string;

  private constructor(readonly folder: string) {
    this.plugin = join(folder, "pulumi-resource-northflank");
  }

  static async make(env: Readonly<Record<string, string>> = {}): Promise<Bundle> {
    const bundle = new Bundle(await mkdtemp(join(tmpdir(), "pulumi-northflank-bundle-")));
    const script = join(repository, "plugin/archives.mjs");
    await run(process.execPath, [script, bundle.folder], { env: { ...process.env, ...env } });
    return bundle;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
