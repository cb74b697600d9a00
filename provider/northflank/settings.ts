import { ProviderError } from "../errors";
import type { OutsideWords } from "../redaction/redactor";
import { configKeys, type Configuration, type Environment } from "../configKeys";

export interface Token {
  readonly value: string;
  /** Where it was found, for messages. */
  readonly origin: string;
  /** What to do once it is no longer valid, as the end of a sentence. */
  readonly renewal: string;
}

export interface Settings {
  /** Without a trailing slash and without `/v1`. */
  readonly baseUrl: string;
  readonly token: Token;
  /** Replaces the token from the first 401 on: the engine replays an old configuration on refresh and destroy. */
  readonly fallbackToken: Token | undefined;
}

/** The API's address and our token, which is sent to this address and nowhere else. */
export class Connection {
  private current: Token;

  constructor(
    private readonly settings: Settings,
    readonly outside: OutsideWords,
  ) {
    this.current = settings.token;
  }

  get baseUrl(): string {
    return this.settings.baseUrl;
  }

  get token(): Token {
    return this.current;
  }

  /** Switches to the environment's token, once; false if there is none to switch to. */
  fallBack(): boolean {
    const { fallbackToken } = this.settings;
    if (fallbackToken === undefined || this.current === fallbackToken) return false;
    this.current = fallbackToken;
    return true;
  }
}

const tokenVariables = ["NORTHFLANK_API_TOKEN", "NF_API_TOKEN"] as const;
const urlVariables = ["NORTHFLANK_API_BASE_URL", "NF_API_HOST", "NF_HOST"] as const;
export const defaultUrl = "https://api.northflank.com";

export const teamFrom = (config: Configuration): string | undefined =>
  config.get(configKeys.teamId) || undefined;

/** Every token this process can see, used or not, so that none of them is shown. */
export const tokensIn = (config: Configuration, env: Environment): string[] =>
  [config.get(configKeys.apiToken), ...tokenVariables.map((name) => env[name])]
    .map((token) => token?.trim() ?? "")
    .filter((token) => token !== "");

/** Finds the token and the address: the configuration first, then the environment. */
export function settingsFrom(config: Configuration, env: Environment): Settings {
  const isExplicit = config.get(configKeys.explicitProvider) !== undefined;
  const configured = tokenIn(config.get(configKeys.apiToken), isExplicit ? ofProvider : ofConfiguration);
  const fromEnv = tokenVariables
    .map((name) => tokenIn(env[name], ofVariable(name)))
    .find((token) => token !== undefined);
  const token = configured ?? (isExplicit ? undefined : fromEnv);
  if (token === undefined) throw new ProviderError(isExplicit ? noProviderToken : noToken);
  const mayFallBack = configured !== undefined && !isExplicit && fromEnv?.value !== configured.value;
  return { baseUrl: baseUrl(config, env), token, fallbackToken: mayFallBack ? fromEnv : undefined };
}

/** Why no request can be sent, as far as that can be told without one; undefined if all is set. */
export function settingsProblem(config: Configuration, env: Environment): string | undefined {
  try {
    settingsFrom(config, env);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof ProviderError) return thrown.message;
    throw thrown;
  }
}

type Place = Omit<Token, "value">;

const replayed =
  "refresh and destroy reuse the last `pulumi up`'s token, so after rotating it run `pulumi up` first";
const ofConfiguration: Place = {
  origin: "the config value northflank:apiToken",
  renewal: `${replayed}, or add --run-program, or set NORTHFLANK_API_TOKEN, which is used when this one is refused`,
};
const ofProvider: Place = {
  origin: "this resource's Provider",
  renewal: `pass that Provider a valid apiToken; ${replayed}, or add --run-program`,
};
const ofVariable = (name: string): Place => ({
  origin: `the environment variable ${name}`,
  renewal: `set a valid one in ${name}`,
});

const noToken =
  "no Northflank API token is configured: run `pulumi config set --secret northflank:apiToken`, or start Pulumi " +
  "with the environment variable NORTHFLANK_API_TOKEN (one that the program sets itself, as with dotenv, does not count)";
const noProviderToken = "this resource's Northflank Provider has no apiToken: pass it one, as a secret";

function tokenIn(value: string | undefined, place: Place): Token | undefined {
  const token = value?.trim() ?? "";
  if (token === "") return undefined;
  if (/[^\x21-\x7e]/.test(token)) {
    throw new ProviderError(
      `the Northflank API token from ${place.origin} contains a character that no token contains; copy it again`,
    );
  }
  return { value: token, ...place };
}

function baseUrl(config: Configuration, env: Environment): string {
  const variable = urlVariables.find((name) => (env[name] ?? "") !== "");
  const configured = config.get(configKeys.apiUrl) || undefined;
  const origin = configured !== undefined ? configKeys.apiUrl : (variable ?? "");
  const given = (configured ?? (variable === undefined ? undefined : env[variable]) ?? defaultUrl).trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new ProviderError(`${origin} must be a plain http or https URL, for example ${defaultUrl}`);
  }
  if (
    url.protocol === "http:" &&
    !isLoopback(url.hostname) &&
    config.get(configKeys.allowInsecureUrl) !== "true"
  ) {
    throw new ProviderError(
      `${origin} would send the token unencrypted to ${url.host}; use https, or set northflank:allowInsecureUrl to true`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replace(/\/v1$/, "").replace(/\/+$/, "");
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
