import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate authority as a file, for processes that are told of it by NODE_EXTRA_CA_CERTS. */
export class CaFile {
  private written: Promise<string> | undefined;

  constructor(private readonly ca: string) {}

  path(): Promise<string> {
    return (this.written ??= this.write());
  }

  async remove(): Promise<void> {
    if (this.written !== undefined) await rm(join(await this.written, ".."), { recursive: true });
    this.written = undefined;
  }

  private async write(): Promise<string> {
    const path = join(await mkdtemp(join(tmpdir(), "simulated-northflank-")), "ca.pem");
    await writeFile(path, this.ca);
    return path;
  }
}
