import { compareEngines } from "./scenarios/compareEngines";
import { interruption } from "./scenarios/interruption";

compareEngines("an engine that is interrupted", interruption);
