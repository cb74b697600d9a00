import type { Engine } from "@test/engine";
import { operations, type Operation, type Player, type RowId, type Setting } from "./measurement";
import { cliPlayer, jsClientPlayer, shellPlayer } from "./rows/clients";
import { byHand, floor, ours } from "./rows/programs";
import { pulumiPlayer } from "./rows/pulumi";

/** Rows side by side under the same circumstances. */
export interface Case {
  readonly setting: Setting;
  readonly rows: readonly RowId[];
  /** Those that run with Pulumi do all of them; the others do what stands for an `up`. */
  readonly operations: readonly Operation[];
  readonly rounds: number;
  /** Every row's last operation is played in each round, and those before it only once: they are too long. */
  readonly isLarge?: boolean;
}

const undisturbed = { parallel: 16, latencyMs: 0, importSeconds: 0, lostResponses: 0 } as const;
const upOnly: readonly Operation[] = ["up"];
const rounds = 5;

const full: readonly Case[] = [
  {
    setting: { ...undisturbed, imports: 1 },
    rows: ["A", "B", "C"],
    operations: ["up", "no-change preview"],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 10, latencyMs: 50 },
    rows: ["A", "B", "C", "D", "E", "F"],
    operations: ["up", "destroy"],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 10, importSeconds: 5 },
    rows: ["B", "D", "D2", "F"],
    operations: upOnly,
    rounds,
  },
  { setting: { ...undisturbed, imports: 100 }, rows: ["A", "B", "C", "D", "F"], operations, rounds },
  {
    setting: { ...undisturbed, imports: 100, parallel: 100, latencyMs: 50, importSeconds: 5 },
    rows: ["A", "B", "D2"],
    operations: upOnly,
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 100, lostResponses: 0.01 },
    rows: ["B", "C", "D"],
    operations: upOnly,
    rounds,
  },
];

/** About half an hour more: a thousand resources that wait at the same time, and then a preview of them. */
const large: readonly Case[] = [
  {
    setting: { ...undisturbed, imports: 1000, parallel: 1000, importSeconds: 5 },
    rows: ["A", "B", "C"],
    operations: ["up", "no-change preview"],
    rounds: 5,
    isLarge: true,
  },
];

const quick: readonly Case[] = [
  { setting: { ...undisturbed, imports: 1 }, rows: ["A", "B"], operations: upOnly, rounds: 3 },
  {
    setting: { ...undisturbed, imports: 30 },
    rows: ["A", "B", "C"],
    operations: ["up", "no-change preview", "destroy"],
    rounds: 2,
  },
  {
    setting: { ...undisturbed, imports: 10, importSeconds: 5 },
    rows: ["B", "D2"],
    operations: upOnly,
    rounds: 1,
  },
];

export const plans = { quick, full, large } as const;

/** Waves of resources that Pulumi handles at the same time. */
export const wavesOf = ({ imports, parallel }: Setting): number => Math.ceil(imports / parallel);

export const operationsOf = (row: RowId, wanted: readonly Operation[]): readonly Operation[] =>
  row === "A" || row === "B" || row === "C" ? wanted : upOnly;

export function playerOf(row: RowId, engine: Engine, url: string, setting: Setting): Promise<Player> {
  const withPulumi = (program: (imports: number) => string): Promise<Player> =>
    pulumiPlayer(engine, program(setting.imports), url, setting);
  switch (row) {
    case "A":
      return withPulumi(floor);
    case "B":
      return withPulumi(ours);
    case "C":
      return withPulumi(byHand);
    case "D":
      return Promise.resolve(jsClientPlayer(url, setting, 30));
    case "D2":
      return Promise.resolve(jsClientPlayer(url, setting, 2));
    case "E":
      return Promise.resolve(cliPlayer(url, setting));
    case "F":
      return Promise.resolve(shellPlayer(url, setting));
  }
}
