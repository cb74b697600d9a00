import type * as grpc from "@grpc/grpc-js";
import { createRequire } from "node:module";
import type { Ports } from "../process/ports";
import { processPorts } from "../process/processPorts";

/** The ports of the process that Pulumi starts for dynamic providers: `node <script> <engine's address>`. */
export const dynamicPorts = (): Ports => processPorts(process.argv[2], pulumisGrpc);

function pulumisGrpc(): grpc.ChannelCredentials {
  const fromPulumi = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials } = fromPulumi("@grpc/grpc-js") as typeof grpc;
  return credentials.createInsecure();
}
