import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultToken, type OpenAnswers } from "@test/simulator";
import { passwords } from "./declaration";
import { dynamicFace, type Face, pluginFace } from "./face";
import { fastNorthflank } from "./fastNorthflank";
import { Life } from "./life";
import { SharedProvider, speed } from "./sharedProvider";
import { anApi, someTurns, type Turn } from "./turns";

export const aLife = fc.record({ northflank: anApi, turns: someTurns(8) });

export interface OneLife {
  readonly northflank: Partial<OpenAnswers>;
  readonly turns: readonly Turn[];
}

/** Lives it to its end. */
export async function play({ northflank, turns }: OneLife, face: Face): Promise<Life> {
  const simulator = await fastNorthflank(northflank);
  try {
    const life = new Life(simulator, face);
    for (const turn of turns) await life.live(turn);
    await life.conclude();
    return life;
  } finally {
    await simulator.close();
  }
}

export const faces = ["dynamic", "plugin"] as const;

/** The provider by both of its faces, and what was shown by either. */
export class BothFaces {
  private shared: SharedProvider | undefined;
  private readonly shown: string[] = [];
  readonly plugin = pluginFace(speed, (message) => this.shown.push(message));

  async open(): Promise<void> {
    this.shared = await SharedProvider.open();
  }

  get dynamic(): Face {
    assert.ok(this.shared);
    return dynamicFace(this.shared);
  }

  async close(): Promise<void> {
    const shown = [...this.shown, ...(this.shared?.shown ?? [])].join("\n");
    await this.shared?.close();
    for (const secret of [...passwords, defaultToken]) assert.ok(!shown.includes(secret));
  }
}
