import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { options } from "../support/engine/scenarios/options";

compareEngines("an engine with resource options", options);
