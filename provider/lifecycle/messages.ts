import type { Engine } from "../process/ports";

/** What check and diff say. The engine may call them several times for a resource, but users should read it once. */
export class Messages {
  private readonly said = new Set<string>();

  constructor(private readonly engine: Pick<Engine, "warn" | "info">) {}

  warn(urn: string | undefined, message: string): void {
    if (this.isNew(urn, message)) this.engine.warn(urn, message);
  }

  inform(urn: string | undefined, message: string): void {
    if (this.isNew(urn, message)) this.engine.info(urn, message);
  }

  /** What concerns all resources, on the row of the first one that meets it. */
  warnOnceForAll(urn: string | undefined, message: string): void {
    if (this.isNew(undefined, message)) this.engine.warn(urn, message);
  }

  private isNew(urn: string | undefined, message: string): boolean {
    const key = JSON.stringify([urn, message]);
    if (this.said.has(key)) return false;
    this.said.add(key);
    return true;
  }
}
