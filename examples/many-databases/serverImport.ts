import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

export interface ServerImportArgs {
  /** Connection string of the server, without a database: `postgresql://reader:password@db.example.com:5432`. */
  server: pulumi.Input<string>;
  projectId: pulumi.Input<string>;
  /** The ID of the addon that receives each database. */
  addons: Record<string, pulumi.Input<string>>;
  /** Whether `up` waits until all are complete. Default: true. */
  waitForCompletion?: boolean;
}

/** Imports the databases of one server, each into an addon of its own. */
export class ServerImport extends pulumi.ComponentResource {
  /** By database. */
  readonly backupIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ServerImportArgs, opts?: pulumi.ComponentResourceOptions) {
    super("examples:databases:ServerImport", name, {}, opts);
    const backupIds: Record<string, pulumi.Output<string>> = {};
    for (const [database, addonId] of Object.entries(args.addons)) {
      const imported = new AddonBackupImport(
        `${name}-${database}`,
        {
          projectId: args.projectId,
          addonId,
          connectionString: pulumi.interpolate`${args.server}/${database}`,
          // Each addon gets its own database, not all that the server has.
          importAllDatabases: false,
          waitForCompletion: args.waitForCompletion,
        },
        { parent: this },
      );
      backupIds[database] = imported.backupId;
    }
    this.backupIds = pulumi.output(backupIds);
    this.registerOutputs({ backupIds: this.backupIds });
  }
}
