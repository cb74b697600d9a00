import { valuesEqual } from "../property/equality";
import type { PropertyMap } from "../property/value";

/** What the engine keeps for itself among the inputs of a provider. No provider is shown it, and no output has it. */
const INTERNAL = "__internal";

/** Which plugin a program asked for. */
export interface PluginSource {
  version: string;
  pluginDownloadURL: string;
}

export function withSource(inputs: PropertyMap, { version, pluginDownloadURL }: PluginSource): PropertyMap {
  if (version === "" && pluginDownloadURL === "") return inputs;
  return {
    ...inputs,
    [INTERNAL]: pluginDownloadURL === "" ? {} : { pluginDownloadURL },
    ...(version === "" ? {} : { version }),
  };
}

export function withoutInternal(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== INTERNAL));
}

/** A provider may drop what the engine needs, which is put back, but not change it. */
export function restoreSettings(urn: string, checked: PropertyMap, news: PropertyMap): PropertyMap {
  const { version, [INTERNAL]: internal } = news;
  const { version: answered } = checked;
  if (version !== undefined && answered !== undefined && !valuesEqual(version, answered)) {
    throw new Error(
      `provider "${urn}" attempted to change version from ${JSON.stringify(version)} to ${JSON.stringify(answered)}`,
    );
  }
  return {
    ...checked,
    ...(version === undefined ? {} : { version }),
    ...(internal === undefined ? {} : { [INTERNAL]: internal }),
  };
}

/** What is left of a URL as part of a name. */
const asName = (url: string): string =>
  url
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.replaceAll(/[^A-Za-z0-9_.-]/g, "_"))
    .join("/");

/** `default`, or with what the program asked for, such as `default_1_2_3`. */
export function defaultProviderName({ version, pluginDownloadURL }: PluginSource): string {
  const parts = ["default", ...(version === "" ? [] : version.split(/[.+-]/))];
  const url = pluginDownloadURL.replace(/\/$/, "");
  return [...parts, ...(url === "" ? [] : [asName(url)])].join("_");
}
