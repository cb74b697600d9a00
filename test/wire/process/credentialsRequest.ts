import { ProviderError } from "../../../provider/errors";
import { NorthflankClient } from "../../../provider/northflank/client";
import { Connection, settingsFrom } from "../../../provider/northflank/settings";
import { deadlineIn } from "../../../provider/process/ports";
import { dynamicPorts } from "../../../provider/dynamic/dynamicPorts";
import { toldAll } from "../../toldAll";

/**
 * One request as the provider process sends it, in a process of its own: Node reads certificates and proxies from
 * the environment it is started with. Address and token come by the environment, too.
 */
async function main(): Promise<void> {
  const ports = dynamicPorts();
  const addon = { projectId: "shop", addonId: "orders-db" };
  const deadline = deadlineIn(ports.clock, 5);
  try {
    const settings = settingsFrom({ get: () => undefined }, ports.env);
    const client = new NorthflankClient(ports, new Connection(settings, toldAll));
    const { verdict } = await client.getBackup(addon, "nightly", deadline);
    process.stdout.write(verdict);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    process.stdout.write(error.message);
  }
  // Kept connections are no reason to stay.
  process.exit(0);
}

void main();
