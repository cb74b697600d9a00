import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { lifecycle } from "../support/engine/scenarios/lifecycle";

compareEngines("an engine with one resource", lifecycle);
