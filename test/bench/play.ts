import type { Engine } from "@test/engine";
import { Ground } from "./ground";
import type { Measurement, Operation, RowId } from "./measurement";
import { playerOf, type Case, type Part } from "./plan";

/** All that was measured of one operation of one row. */
export interface Played {
  readonly row: RowId;
  readonly operation: Operation;
  readonly measurements: readonly Measurement[];
}

export interface Scene {
  readonly engine: Engine;
  /** Of the simulated Northflank; further ones take the next. 0 takes free ones. */
  readonly port: number;
  readonly tell: (text: string) => void;
}

type Note = (row: RowId, operation: Operation, measurement: Measurement) => void;

/** Plays a case: round by round, and in each round all rows, of which each begins a round in turn. */
export async function play(plan: Case, { engine, port, tell }: Scene, firstRound = 0): Promise<Played[]> {
  const played = new Map<string, { row: RowId; operation: Operation; measurements: Measurement[] }>();
  const note: Note = (row, operation, measurement) => {
    const known = played.get(`${row} ${operation}`) ?? { row, operation, measurements: [] };
    known.measurements.push(measurement);
    played.set(`${row} ${operation}`, known);
    tell(`  ${row} ${operation}: ${measurement.wallSeconds.toFixed(2)} s`);
  };
  if (plan.isLarge === true) await playLarge(plan, { engine, port, tell }, note);
  else
    for (let round = firstRound; round < firstRound + plan.rounds; round += 1)
      for (const [row, own] of rotated(plan.rows, round))
        await withGround(await open(plan, { engine, port, tell }, row, round), async (ground) => {
          for (const operation of own) note(row, operation, await ground.measure(operation));
        });
  return [...played.values()];
}

async function playLarge(plan: Case, scene: Scene, note: Note): Promise<void> {
  const grounds: [Part, Ground][] = [];
  try {
    for (const part of plan.rows) {
      const [row, own] = part;
      const port = scene.port === 0 ? 0 : scene.port + grounds.length;
      const ground = await open(plan, { ...scene, port }, row, 0);
      grounds.push([part, ground]);
      for (const operation of own.slice(0, -1)) note(row, operation, await ground.measure(operation));
    }
    for (let round = 0; round < plan.rounds; round += 1)
      for (const [[row, own], ground] of rotated(grounds, round))
        for (const operation of own.slice(-1)) note(row, operation, await ground.measure(operation));
  } finally {
    for (const [, ground] of grounds) await ground.close();
  }
}

const open = (plan: Case, { engine, port }: Scene, row: RowId, round: number): Promise<Ground> =>
  Ground.open(plan.setting, { seed: round + 1, port }, (url, setting) => playerOf(row, engine, url, setting));

async function withGround(ground: Ground, work: (ground: Ground) => Promise<void>): Promise<void> {
  try {
    await work(ground);
  } finally {
    await ground.close();
  }
}

const rotated = <Item>(items: readonly Item[], by: number): readonly Item[] => {
  const shift = by % items.length;
  return [...items.slice(shift), ...items.slice(0, shift)];
};
