import pulumi
import pulumi_northflank as northflank

config = pulumi.Config()

legacy_orders = northflank.AddonBackupImport(
    "legacy-orders",
    project_id="shop",
    addon_id="orders-db",
    connection_string=config.require_secret("connectionString"),
)

pulumi.export("backupId", legacy_orders.backup_id)
pulumi.export("status", legacy_orders.status)
pulumi.export("sizeBytes", legacy_orders.size_bytes)
