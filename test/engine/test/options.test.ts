import { compareEngines } from "./scenarios/compareEngines";
import { options } from "./scenarios/options";

compareEngines("an engine with resource options", options);
