import { freeName } from "./backupName";
import type { Backup } from "../northflank/schema";
import type { ImportOrder } from "./session";

const mostGivenUp = 4;

/** The names under which one import is sent: a user's as it is, an automatic one around the names that are taken. */
export class SentNames {
  private readonly taken: Set<string>;
  private givenUp = 0;

  constructor(
    private readonly order: ImportOrder,
    before: readonly Backup[],
  ) {
    this.taken = new Set(before.map(({ name }) => name).filter((name) => name !== undefined));
  }

  get isAutomatic(): boolean {
    return this.order.nameOrigin === "automatic";
  }

  next(): string {
    return this.isAutomatic ? freeName(this.order.name, this.taken) : this.order.name;
  }

  /** The name seems to be taken, though not by a backup that the list showed. */
  giveUp(name: string): void {
    if (this.givenUp < mostGivenUp) this.taken.add(name);
    this.givenUp += 1;
  }
}
