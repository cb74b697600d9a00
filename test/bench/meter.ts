import { readdirSync, readFileSync } from "node:fs";

/** What processes below this one cost. Only Linux tells; elsewhere these stay undefined. */
export interface Cost {
  readonly wallSeconds: number;
  /** Of everything that was started and has ended meanwhile. */
  readonly cpuSeconds: number | undefined;
  /** The largest sum of all processes at one moment, and the largest provider process at its peak. */
  readonly peakMiB: number | undefined;
  readonly providerPeakMiB: number | undefined;
}

const sampleEveryMs = 100;
const ticksPerSecond = 100;

/** Measures everything that `work` starts: it has to be the only one that starts processes. */
export async function measured(work: () => Promise<void>): Promise<Cost> {
  const memory = new MemorySampler();
  const cpuBefore = childrenCpuSeconds();
  const since = performance.now();
  const timer = setInterval(() => {
    memory.sample();
  }, sampleEveryMs);
  try {
    await work();
    const wallSeconds = (performance.now() - since) / 1000;
    const cpuAfter = childrenCpuSeconds();
    const cpuSeconds = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
    return { wallSeconds, cpuSeconds, ...memory.peaks() };
  } finally {
    clearInterval(timer);
  }
}

/** Of the processes that this one has started, and that these have, as far as they were waited for. */
function childrenCpuSeconds(): number | undefined {
  const stat = statOf("self");
  const [user, system] = [stat?.[13], stat?.[14]];
  return user === undefined || system === undefined
    ? undefined
    : (Number(user) + Number(system)) / ticksPerSecond;
}

/** The fields that come after the command's name, which may hold anything. */
function statOf(pid: string): string[] | undefined {
  const text = textOf(`/proc/${pid}/stat`);
  return text === undefined ? undefined : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

class MemorySampler {
  private total = 0;
  private provider = 0;

  sample(): void {
    const own = descendants();
    const now = own.map((pid) => kibibytes(pid, "VmRSS")).reduce((sum, size) => sum + size, 0);
    this.total = Math.max(this.total, now);
    for (const pid of own)
      if (textOf(`/proc/${pid}/cmdline`)?.includes("dynamic-provider") === true)
        this.provider = Math.max(this.provider, kibibytes(pid, "VmHWM"));
  }

  peaks(): Pick<Cost, "peakMiB" | "providerPeakMiB"> {
    const mebibytes = (size: number): number | undefined => (size === 0 ? undefined : size / 1024);
    return { peakMiB: mebibytes(this.total), providerPeakMiB: mebibytes(this.provider) };
  }
}

function descendants(): string[] {
  if (process.platform !== "linux") return [];
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, statOf(pid)?.[1]]),
  );
  const isOwn = (pid: string | undefined): boolean =>
    pid !== undefined && pid !== "0" && (pid === String(process.pid) || isOwn(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isOwn(parents.get(pid)));
}

const kibibytes = (pid: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(textOf(`/proc/${pid}/status`) ?? "")?.[1] ?? 0);

/** Undefined if the process has ended. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
