import type * as grpc from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ProviderCallError } from "../core/provider/providerClient";
import { callError } from "../protocol/callErrors";
import type { Calls, Transport } from "../protocol/transport";

/** What a plugin gives to its gRPC server. Calls that it leaves out are not implemented. */
export type PluginService = Partial<Pick<IResourceProviderServer, keyof Calls>>;

/** To a plugin that is a service in this process: its handlers are called with the messages, without a socket. */
export class ServiceTransport implements Transport {
  constructor(private readonly service: PluginService) {}

  call<Method extends keyof Calls>(method: Method, request: Calls[Method][0]): Promise<Calls[Method][1]> {
    type Handler = grpc.handleUnaryCall<Calls[Method][0], Calls[Method][1]>;
    const handler = this.service[method] as Handler | undefined;
    if (handler === undefined)
      return Promise.reject(
        new ProviderCallError(`unknown method ${method}`, false, undefined, "Unimplemented"),
      );
    return new Promise((resolve, reject) => {
      handler({ request } as unknown as Parameters<Handler>[0], (error, response) => {
        if (error !== null) reject(callError(error));
        else if (response !== null && response !== undefined) resolve(response);
      });
    });
  }
}
