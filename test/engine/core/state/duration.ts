const UNIT_SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** `1h30m`, as programs give it to the engine. */
export function seconds(duration: string): number {
  const parts = duration.matchAll(/([\d.]+)(ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (UNIT_SECONDS[unit] ?? 1),
    0,
  );
}
