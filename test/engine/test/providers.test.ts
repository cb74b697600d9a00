import { compareEngines } from "./scenarios/compareEngines";
import { providers } from "./scenarios/providers";

compareEngines("an engine with its providers and programs", providers);
