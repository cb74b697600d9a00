import * as pulumi from "@pulumi/pulumi";

// Nothing here talks to Northflank. In your program, the resources of the package you deploy with take these places.

export class Addon extends pulumi.ComponentResource {
  readonly projectId: pulumi.Output<string>;
  readonly addonId: pulumi.Output<string>;

  constructor(
    name: string,
    args: { projectId: pulumi.Input<string> },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("examples:application:Addon", name, args, opts);
    this.projectId = pulumi.output(args.projectId);
    this.addonId = pulumi.output(name);
    this.registerOutputs({ projectId: this.projectId, addonId: this.addonId });
  }
}

export interface ApplicationArgs {
  image: pulumi.Input<string>;
  /** Recorded with the deployment, to tell later which backup its data came from. */
  seededFrom: pulumi.Input<string>;
}

export class Application extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("examples:application:Application", name, args, opts);
    this.url = pulumi.interpolate`https://${name}.example.com`;
    this.registerOutputs({ url: this.url });
  }
}
