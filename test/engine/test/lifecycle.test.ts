import { compareEngines } from "./scenarios/compareEngines";
import { lifecycle } from "./scenarios/lifecycle";

compareEngines("an engine with one resource", lifecycle);
