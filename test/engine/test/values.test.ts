import { compareEngines } from "./scenarios/compareEngines";
import { values } from "./scenarios/values";

compareEngines("an engine with secrets and unknowns", values);
