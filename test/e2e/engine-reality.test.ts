import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { reality } from "../support/engine/scenarios/reality";

compareEngines("an engine against reality", reality);
