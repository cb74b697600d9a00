import { compareEngines } from "../support/engine/scenarios/compareEngines";
import { values } from "../support/engine/scenarios/values";

compareEngines("an engine with secrets and unknowns", values);
