import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { replacement } from "../support/engine/scenarios/replacement";

compareEngines("an engine that replaces", replacement);
