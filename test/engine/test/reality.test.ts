import { compareEngines } from "./scenarios/compareEngines";
import { reality } from "./scenarios/reality";

compareEngines("an engine against reality", reality);
