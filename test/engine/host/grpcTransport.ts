import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { callError } from "../protocol/callErrors";
import type { Calls, Transport } from "../protocol/transport";
import { CHANNEL_OPTIONS } from "./grpcServer";

/** To a provider in another process. */
export class GrpcTransport implements Transport {
  readonly #client: grpc.Client;

  constructor(address: string) {
    this.#client = new grpc.Client(address, grpc.credentials.createInsecure(), CHANNEL_OPTIONS);
  }

  call<Method extends keyof Calls>(method: Method, request: Calls[Method][0]): Promise<Calls[Method][1]> {
    const { path, requestSerialize, responseDeserialize } = ResourceProviderService[
      method
    ] as unknown as grpc.MethodDefinition<Calls[Method][0], Calls[Method][1]>;
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        (error, response) => {
          if (error !== null) reject(callError(error));
          else if (response !== undefined) resolve(response);
        },
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}
