import { isPlugin } from "./faces";

/**
 * For rules about what a program tells a dynamic provider, and the engine does not tell a plugin: `retainOnDelete`, the
 * organisation, the trigger of a replacement, and time limits as inputs. docs/limits.md says what happens instead.
 */
export const itIfTold = isPlugin ? it.skip : it;
