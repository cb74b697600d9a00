import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../repository";

/** Copies what the plugin is made of, as a clone has it: nothing is installed or built. */
export async function copySources(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of ["package.json", "provider", "plugin"])
    await cp(join(repository, path), join(folder, path), {
      recursive: true,
      filter: (file) => !/^plugin\/(?:build|node_modules)/.test(file.slice(repository.length + 1)),
    });
}
