import type { Source } from "@test/engine";
import type { Declaration } from "./declaration";
import type { Face } from "./face";

export type Order = "all at once" | "one by one";

/** A program of these declarations: all at once, or one after the other, so that a failure comes before the next. */
export const programOf =
  ({ goalOf }: Face, declarations: readonly Declaration[], order: Order): Source =>
  async (monitor) => {
    if (order === "all at once") {
      await Promise.all(declarations.map((declaration) => monitor.registerResource(goalOf(declaration))));
      return;
    }
    for (const declaration of declarations) await monitor.registerResource(goalOf(declaration));
  };
