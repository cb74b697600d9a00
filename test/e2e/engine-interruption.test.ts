import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { interruption } from "../support/engine/scenarios/interruption";

compareEngines("an engine that is interrupted", interruption);
