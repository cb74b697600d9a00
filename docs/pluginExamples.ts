/** Examples for the resource's page and hovers, in the format of Pulumi's documents. */

interface Example {
  readonly title: string;
  readonly text: string;
  readonly typescript: string;
  readonly python: string;
  readonly go: string;
  readonly yaml: string;
}

const liveDatabase: Example = {
  title: "A live database",
  text: "Set its connection string by `pulumi config set --secret legacyDatabase`.",
  typescript: `import * as pulumi from "@pulumi/pulumi";
import * as northflank from "@pulumi-northflank/northflank";

const config = new pulumi.Config();

const legacyOrders = new northflank.AddonBackupImport("legacy-orders", {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: config.requireSecret("legacyDatabase"),
});

export const backupId = legacyOrders.backupId;`,
  python: `import pulumi
import pulumi_northflank as northflank

config = pulumi.Config()

legacy_orders = northflank.AddonBackupImport(
    "legacy-orders",
    project_id="shop",
    addon_id="orders-db",
    connection_string=config.require_secret("legacyDatabase"),
)

pulumi.export("backupId", legacy_orders.backup_id)`,
  go: `package main

import (
	"github.com/pulumi-northflank/pulumi-northflank/sdk/go/northflank"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		legacyOrders, err := northflank.NewAddonBackupImport(ctx, "legacy-orders", &northflank.AddonBackupImportArgs{
			ProjectId:        pulumi.String("shop"),
			AddonId:          pulumi.String("orders-db"),
			ConnectionString: config.New(ctx, "").RequireSecret("legacyDatabase"),
		})
		if err != nil {
			return err
		}
		ctx.Export("backupId", legacyOrders.BackupId)
		return nil
	})
}`,
  yaml: `config:
  legacyDatabase:
    type: string
    secret: true
resources:
  legacyOrders:
    type: northflank:AddonBackupImport
    name: legacy-orders
    properties:
      projectId: shop
      addonId: orders-db
      connectionString: \${legacyDatabase}
outputs:
  backupId: \${legacyOrders.backupId}`,
};

const dump: Example = {
  title: "A dump whose URL stays out of the state",
  text: "The plugin reads the URL from the environment in which Pulumi runs.",
  typescript: `import * as northflank from "@pulumi-northflank/northflank";

new northflank.AddonBackupImport("customers", {
  projectId: "shop",
  addonId: "customers-db",
  importUrlFromEnv: "CUSTOMERS_DUMP_URL",
});`,
  python: `import pulumi_northflank as northflank

northflank.AddonBackupImport(
    "customers",
    project_id="shop",
    addon_id="customers-db",
    import_url_from_env="CUSTOMERS_DUMP_URL",
)`,
  go: `package main

import (
	"github.com/pulumi-northflank/pulumi-northflank/sdk/go/northflank"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := northflank.NewAddonBackupImport(ctx, "customers", &northflank.AddonBackupImportArgs{
			ProjectId:        pulumi.String("shop"),
			AddonId:          pulumi.String("customers-db"),
			ImportUrlFromEnv: pulumi.String("CUSTOMERS_DUMP_URL"),
		})
		return err
	})
}`,
  yaml: `resources:
  customers:
    type: northflank:AddonBackupImport
    properties:
      projectId: shop
      addonId: customers-db
      importUrlFromEnv: CUSTOMERS_DUMP_URL`,
};

const block = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

const section = ({ title, text, ...codes }: Example): string =>
  [
    "{{% example %}}",
    `### ${title}`,
    text,
    ...Object.entries(codes).map(([language, code]) => block(language, code)),
    "{{% /example %}}",
  ].join("\n\n");

export const examples = [
  "{{% examples %}}",
  "## Example Usage",
  ...[liveDatabase, dump].map(section),
  "{{% /examples %}}",
].join("\n\n");
