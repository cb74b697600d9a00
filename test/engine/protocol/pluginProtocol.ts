import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type {
  Capabilities,
  ConfigDiffRequest,
  ConfigureRequest,
  PluginClient,
} from "../core/provider/pluginClient";
import { checkAnswer, diffAnswer } from "./answers";
import { ifImplemented } from "./callErrors";
import { checkRequest, configureRequest, diffRequest, handshakeRequest } from "./requests";
import { ResourceProtocol } from "./resourceProtocol";
import type { Transport } from "./transport";

type CheckConfigRequest = Parameters<PluginClient["checkConfig"]>[0];

/** The engine's end of the line to a provider plugin. */
export class PluginProtocol extends ResourceProtocol implements PluginClient {
  constructor(
    transport: Transport,
    private readonly engineAddress: string,
    private readonly end: () => Promise<void> = () => Promise.resolve(),
  ) {
    super(transport);
  }

  async handshake(): Promise<Capabilities | undefined> {
    const request = handshakeRequest(this.engineAddress);
    const response = await ifImplemented(this.transport.call("handshake", request));
    if (response === undefined) return undefined;
    return {
      acceptSecrets: response.getAcceptSecrets(),
      acceptResources: response.getAcceptResources(),
      // Whoever knows of handshakes knows of previews.
      supportsPreview: true,
    };
  }

  async schema(): Promise<string> {
    const response = await this.transport.call("getSchema", new messages.GetSchemaRequest());
    return response.getSchema();
  }

  async checkConfig(request: CheckConfigRequest) {
    const response = await ifImplemented(this.transport.call("checkConfig", checkRequest(request)));
    return response && checkAnswer(response);
  }

  async diffConfig(request: ConfigDiffRequest) {
    const response = await ifImplemented(this.transport.call("diffConfig", diffRequest(request)));
    return response && diffAnswer(response);
  }

  async configure(request: ConfigureRequest): Promise<Capabilities> {
    const response = await this.transport.call("configure", configureRequest(request));
    return {
      acceptSecrets: response.getAcceptsecrets(),
      acceptResources: response.getAcceptresources(),
      supportsPreview: response.getSupportspreview(),
    };
  }

  async cancel(): Promise<void> {
    await this.transport.call("cancel", new Empty());
  }

  close(): Promise<void> {
    return this.end();
  }
}
