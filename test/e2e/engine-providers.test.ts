import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { providers } from "../support/engine/scenarios/providers";

compareEngines("an engine with its providers and programs", providers);
