package main

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
			ConnectionString: config.New(ctx, "").RequireSecret("connectionString"),
		})
		if err != nil {
			return err
		}
		ctx.Export("backupId", legacyOrders.BackupId)
		ctx.Export("status", legacyOrders.Status)
		ctx.Export("sizeBytes", legacyOrders.SizeBytes)
		return nil
	})
}
