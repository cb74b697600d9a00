import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { processPorts } from "../process/processPorts";
import { PluginProvider } from "./pluginProvider";
import { serviceOf } from "./service";

/** As the SDK sets it, and the engine. */
const maxMessageBytes = 400 * 1024 * 1024;

/** Serves the engine at this address. Returns the port to tell it. */
export function serve(engineAddress: string): Promise<number> {
  const ports = processPorts(engineAddress, () => grpc.credentials.createInsecure());
  const server = new grpc.Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(ResourceProviderService, serviceOf(new PluginProvider(ports)));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
