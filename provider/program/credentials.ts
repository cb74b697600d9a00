import * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../configKeys";

export interface ProviderArgs {
  /** API token of the account. Stored encrypted; `pulumi up` replaces it. */
  readonly apiToken: pulumi.Input<string>;
  /** The API's address; default `https://api.northflank.com`. */
  readonly apiUrl?: pulumi.Input<string | undefined> | undefined;
  /** ID of the team, for tokens of an organisation. */
  readonly teamId?: pulumi.Input<string | undefined> | undefined;
  /** Allow an `apiUrl` with `http://` to a host that is not this machine; default false. */
  readonly allowInsecureUrl?: pulumi.Input<boolean | undefined> | undefined;
}

/** Credentials of another Northflank account, passed to its resources as `{ provider }`. */
export class Provider extends pulumi.ProviderResource {
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
 * Warns, once in a program, of a token that the stack's configuration holds in plain text. Only the program can know:
 * providers get decrypted values. The language host lists the secret keys; without its list nothing is said.
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
    // A list that cannot be read proves nothing.
    return true;
  }
}
