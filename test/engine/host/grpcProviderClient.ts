import { ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { ProviderClient } from "../core/provider/providerClient";
import type { JsonObject } from "../core/property/wire";
import { ResourceProtocol } from "../protocol/resourceProtocol";
import { GrpcTransport } from "./grpcTransport";
import type { ProviderProcess } from "./providerProcess";
import { toStruct } from "../protocol/struct";

/** The engine's end of the line to one dynamic provider process. */
export class GrpcProviderClient extends ResourceProtocol implements ProviderClient {
  readonly #line: GrpcTransport;

  constructor(private readonly process: ProviderProcess) {
    const line = new GrpcTransport(process.address);
    super(line);
    this.#line = line;
  }

  async configure(config: JsonObject): Promise<void> {
    const request = new ConfigureRequest();
    request.setArgs(toStruct(config));
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    await this.transport.call("configure", request);
  }

  async close(): Promise<void> {
    this.#line.close();
    await this.process.kill();
  }
}
