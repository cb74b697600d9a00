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
