import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const patienceMs = 5_000;

/**
 * The processes that were started with this text in their environment and have not ended, each as its command
 * line. What has just been killed is given the time to go. Only Linux tells; elsewhere nothing is found.
 */
export async function survivors(marker: string): Promise<string[]> {
  const since = performance.now();
  for (;;) {
    const found = (await running(marker)).map(({ command }) => command);
    if (found.length === 0 || performance.now() - since > patienceMs) return found;
    await pause(50);
  }
}

/** The processes that have this text in their environment, at this moment. */
export async function running(marker: string): Promise<{ pid: number; command: string }[]> {
  const folders = process.platform === "linux" ? await readdir("/proc") : [];
  const candidates = folders.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    candidates.map(async (pid) => {
      const environment = await textOf(`/proc/${pid}/environ`);
      const command = environment.includes(marker) ? await textOf(`/proc/${pid}/cmdline`) : "";
      return { pid: Number(pid), command: command.replaceAll("\0", " ").trim() };
    }),
  );
  return found.filter(({ command }) => command !== "");
}

/** Empty for a process that is somebody else's, or has ended meanwhile. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return "";
  }
}
