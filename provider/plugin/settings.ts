import { configKeys, type Configuration } from "../configKeys";
import { nearest, shownName } from "../inputs/validation";
import { hasUnknown, sameValue, type Values } from "../inputs/values";

const prefix = "northflank:";

/** The settings of a provider, whose namespace the engine leaves out. */
const settings = [configKeys.apiToken, configKeys.apiUrl, configKeys.teamId, configKeys.allowInsecureUrl].map(
  (key) => key.slice(prefix.length),
);

/** What the engine keeps among a provider's settings for itself. */
const engines = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization", "__internal"];

const isOurs = (name: string): boolean => !engines.includes(name);

/** The secret among the settings. */
export const secretSettings = [configKeys.apiToken.slice(prefix.length)];

/** What is wrong with the settings, one sentence each. Values are left to the first step that needs them. */
export function settingsProblems(values: Values): string[] {
  return Object.entries(values)
    .filter(([name]) => isOurs(name))
    .flatMap(([name, value]) => {
      if (!settings.includes(name)) return [unknownSetting(name)];
      return hasUnknown(value) || isPlain(value) ? [] : [`${prefix}${name} must be a string or a boolean`];
    });
}

const isPlain = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === "string" || typeof value === "boolean";

function unknownSetting(name: string): string {
  const guess = nearest(name, settings);
  const known = settings.map((setting) => `${prefix}${setting}`).join(", ");
  const hint = guess === undefined ? `the settings are ${known}` : `did you mean ${prefix}${guess}?`;
  return `${shownName(name)} is not a setting of the northflank provider; ${hint}`;
}

/** The settings that differ. None of them replaces a resource: another account's has another address, or another id. */
export const changedSettings = (olds: Values, news: Values): string[] =>
  settings.filter((name) => !sameValue(olds[name] ?? null, news[name] ?? null));

/**
 * The settings as the stack's configuration has them. An explicit provider, unlike the default one, takes nothing from
 * the environment.
 */
export function configurationOf(values: Values, isExplicit: boolean): Configuration {
  const texts = new Map(
    settings.flatMap((name) => {
      const value = values[name];
      return typeof value === "string" || typeof value === "boolean"
        ? [[`${prefix}${name}`, `${value}`]]
        : [];
    }),
  );
  if (isExplicit) texts.set(configKeys.explicitProvider, "true");
  return { get: (key) => texts.get(key) };
}

/** Of the default provider's URN the engine makes up the name: `default`, with the version it was asked for. */
export const isExplicitProvider = (urn: string): boolean =>
  urn !== "" && !/^default(?:_|$)/.test(urn.split("::").at(-1) ?? "");
