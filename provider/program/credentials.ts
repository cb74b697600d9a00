import * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../configKeys";

/** The credentials of an account, and where its API is. */
export interface ProviderArgs {
  /** The account's API token. Stored encrypted; a new one takes effect with `pulumi up`. */
  readonly apiToken: pulumi.Input<string>;
  /** Base URL of the API. Default: `https://api.northflank.com`. */
  readonly apiUrl?: pulumi.Input<string | undefined> | undefined;
  /** ID of the team, for organisation tokens. */
  readonly teamId?: pulumi.Input<string | undefined> | undefined;
  /** Allow an `http://` URL in `apiUrl` for a host other than this machine. Default: false. */
  readonly allowInsecureUrl?: pulumi.Input<boolean | undefined> | undefined;
}

/** Credentials for another Northflank account; pass it to that account's resources as `{ provider }`. */
export class Provider extends pulumi.ProviderResource {
  /**
   * Declares the credentials.
   *
   * @param name Name of the provider in the program.
   * @param args Token, and optionally address and team; nothing else is taken from the stack's configuration.
   * @param opts Resource options.
   */
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const config: pulumi.Inputs = {
      [configKeys.apiToken]: pulumi.secret(args.apiToken),
      [configKeys.apiUrl]: args.apiUrl,
      [configKeys.teamId]: args.teamId,
      [configKeys.allowInsecureUrl]: pulumi
        .output(args.allowInsecureUrl)
        .apply((given) => (given === true ? "true" : undefined)),
      [configKeys.explicitProvider]: "true",
    };
    super("pulumi-nodejs", name, config, opts);
  }
}

const key = configKeys.apiToken;

let isWarned = false;

/**
 * Warns once per program if the stack's configuration holds the token in plain text. Only the program can tell, from
 * the language host's list of secret keys: providers get decrypted values.
 */
export function warnOfTokenInPlainText(): void {
  const secretKeys = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  if (isWarned || secretKeys === undefined || pulumi.runtime.getConfig(key) === undefined) return;
  if (isListed(secretKeys)) return;
  isWarned = true;
  void pulumi.log.warn(
    `${key} is in plain text in the stack's config and state; run \`pulumi config set --secret ${key}\` and ` +
      "enter the token again; rotate the token if others could read the file",
  );
}

function isListed(secretKeys: string): boolean {
  try {
    const keys: unknown = JSON.parse(secretKeys);
    return Array.isArray(keys) && keys.includes(key);
  } catch {
    // An unreadable list proves nothing.
    return true;
  }
}
