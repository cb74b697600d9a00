import type { Engine } from "@test/engine";
import { operations, type Operation, type Player, type RowId, type Setting } from "./measurement";
import { cliPlayer, jsClientPlayer, shellPlayer } from "./rows/clients";
import { byHand, floor, ours } from "./rows/programs";
import { pulumiPlayer } from "./rows/pulumi";

export type Part = readonly [RowId, readonly Operation[]];

/** Rows side by side under the same circumstances. */
export interface Case {
  readonly setting: Setting;
  /** What each row does. Those without Pulumi can only do what stands for an `up`. */
  readonly rows: readonly Part[];
  readonly rounds: number;
  /** Only what each row does last is played in each round, and what comes before it once: it is too long. */
  readonly isLarge?: boolean;
}

const undisturbed = { parallel: 16, latencyMs: 0, importSeconds: 0, lostResponses: 0 } as const;
const up = ["up"] as const;
const upAndPreview = ["up", "no-change preview"] as const;
const upAndDestroy = ["up", "destroy"] as const;
const kept = ["up", "no-change preview", "destroy"] as const;
const rounds = 5;

/** Long enough to matter, short enough for a quarter of an hour: a row does what a target or a reader compares. */
const full: readonly Case[] = [
  {
    setting: { ...undisturbed, imports: 1 },
    rows: [
      ["A", upAndPreview],
      ["B", upAndPreview],
      ["C", up],
    ],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 10, latencyMs: 50 },
    rows: [
      ["A", upAndDestroy],
      ["B", upAndDestroy],
      ["C", up],
      ["D", up],
      ["E", up],
      ["F", up],
    ],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 100 },
    rows: [
      ["A", kept],
      ["B", operations],
      ["C", upAndPreview],
      ["D", up],
      ["F", up],
    ],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 100, parallel: 100, latencyMs: 50, importSeconds: 5 },
    rows: [
      ["A", up],
      ["B", up],
      ["D", up],
      ["D2", up],
    ],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 50, lostResponses: 0.01 },
    rows: [
      ["B", up],
      ["C", up],
      ["D", up],
    ],
    rounds,
  },
];

/** Half an hour more: many waves of imports that take a while, and a thousand that wait at the same time. */
const large: readonly Case[] = [
  {
    setting: { ...undisturbed, imports: 100, importSeconds: 5 },
    rows: [
      ["A", up],
      ["B", up],
      ["D2", up],
    ],
    rounds,
  },
  {
    setting: { ...undisturbed, imports: 1000, parallel: 1000, importSeconds: 5 },
    rows: [
      ["A", upAndPreview],
      ["B", upAndPreview],
      ["C", upAndPreview],
    ],
    rounds,
    isLarge: true,
  },
];

const quick: readonly Case[] = [
  {
    setting: { ...undisturbed, imports: 1 },
    rows: [
      ["A", up],
      ["B", up],
    ],
    rounds: 2,
  },
  {
    setting: { ...undisturbed, imports: 30 },
    rows: [
      ["A", kept],
      ["B", kept],
      ["C", up],
    ],
    rounds: 2,
  },
  {
    setting: { ...undisturbed, imports: 10, importSeconds: 2 },
    rows: [
      ["B", up],
      ["D2", up],
    ],
    rounds: 1,
  },
];

export const plans = { quick, full, large } as const;

/** Waves of resources that Pulumi handles at the same time. */
export const wavesOf = ({ imports, parallel }: Setting): number => Math.ceil(imports / parallel);

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
