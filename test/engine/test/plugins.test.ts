import { compareEngines } from "./scenarios/compareEngines";
import { importing } from "./scenarios/importing";
import { pluginConfiguration } from "./scenarios/pluginConfiguration";
import { plugins } from "./scenarios/plugins";

compareEngines("an engine with provider plugins", plugins);
compareEngines("an engine and a plugin's configuration", pluginConfiguration);
compareEngines("an engine that imports", importing);
