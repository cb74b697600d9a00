import type { Session } from "../import/session";
import type { ResourceContext } from "../inputs/checkedInputs";
import type { Values } from "../inputs/values";
import type { InputChanges } from "./inputChanges";

/** What a face tells a create of its resource. */
export type Own = Pick<Session, "context" | "createKey">;

/** A step other than a create is never a repeated one. */
export const unrepeated = (context: ResourceContext | undefined): Own => ({
  context,
  createKey: { key: "", resources: 1 },
});

/** What a face tells a diff. */
export interface Declared {
  /** False in refresh and destroy, which compare a state with itself. */
  readonly isChecked: boolean;
  readonly context?: ResourceContext | undefined;
  readonly changes: InputChanges;
}

/** What check answers. */
export interface CheckAnswer {
  readonly inputs: Values;
  /** One sentence each. */
  readonly failures: readonly string[];
  readonly changes: InputChanges;
}

/** What create and read answer. */
export interface Resource {
  readonly id: string;
  readonly outs: Values;
}
