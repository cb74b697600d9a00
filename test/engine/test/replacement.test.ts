import { compareEngines } from "./scenarios/compareEngines";
import { replacement } from "./scenarios/replacement";

compareEngines("an engine that replaces", replacement);
