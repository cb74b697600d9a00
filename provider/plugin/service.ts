import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ProviderError } from "../errors";
import { version } from "../version";
import { checkedConfig, comparedConfig } from "./configuration";
import { checkResponse, diffResponse } from "./responses";
import { type PluginProvider, resourceType } from "./pluginProvider";
import { structOf, unary, Unimplemented, valuesIn } from "./rpc";
import type * as schemaModule from "./schema.json";

/** The protocol that the engine speaks with its plugins, call by call. */
export type Service = Omit<IResourceProviderServer, "list">;

export function serviceOf(provider: Pick<PluginProvider, keyof PluginProvider>): Service {
  const handlers: Service = {
    // Secrets come in their envelopes, which is how we know what to seal; references to resources come as their ids.
    handshake: unary(() => new messages.ProviderHandshakeResponse().setAcceptSecrets(true)),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(schemaFor),
    getMapping: unary(() => new messages.GetMappingResponse()),
    getMappings: unary(() => new messages.GetMappingsResponse()),
    checkConfig: unary(checkedConfig),
    diffConfig: unary(comparedConfig),
    configure: unary((request: messages.ConfigureRequest) => {
      provider.configure({ urn: request.getUrn() ?? "", args: valuesIn(request.getArgs()) });
      return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    check: unary(async (request: messages.CheckRequest) => {
      assertOurs(request);
      const { inputs, failures } = await provider.check({
        urn: request.getUrn(),
        olds: valuesIn(request.getOlds()),
        news: valuesIn(request.getNews()),
      });
      return checkResponse(inputs, failures);
    }),
    diff: unary(async (request: messages.DiffRequest) =>
      diffResponse(
        await provider.diff({
          urn: request.getUrn(),
          id: request.getId(),
          olds: valuesIn(request.getOlds()),
          oldInputs: valuesIn(request.getOldInputs()),
          news: valuesIn(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        }),
      ),
    ),
    create: unary(async (request: messages.CreateRequest) => {
      const { id, outs } = await provider.create({
        urn: request.getUrn(),
        news: valuesIn(request.getProperties()),
        seconds: request.getTimeout(),
        isPreview: request.getPreview(),
      });
      return new messages.CreateResponse().setId(id).setProperties(structOf(outs));
    }),
    read: unary(async (request: messages.ReadRequest) => {
      assertOurs(request);
      const found = await provider.read({
        urn: request.getUrn(),
        id: request.getId(),
        olds: valuesIn(request.getProperties()),
        oldInputs: request.hasInputs() ? valuesIn(request.getInputs()) : undefined,
      });
      const response = new messages.ReadResponse();
      // An empty id tells the engine that the resource is gone.
      if (found === undefined) return response;
      if (found.inputs !== undefined) response.setInputs(structOf(found.inputs));
      return response.setId(found.id).setProperties(structOf(found.outs));
    }),
    update: unary(async (request: messages.UpdateRequest) => {
      const { outs } = await provider.update({
        urn: request.getUrn(),
        id: request.getId(),
        olds: valuesIn(request.getOlds()),
        news: valuesIn(request.getNews()),
        seconds: request.getTimeout(),
        isPreview: request.getPreview(),
      });
      return new messages.UpdateResponse().setProperties(structOf(outs));
    }),
    delete: unary(async (request: messages.DeleteRequest) => {
      await provider.delete({
        urn: request.getUrn(),
        id: request.getId(),
        olds: valuesIn(request.getProperties()),
        seconds: request.getTimeout(),
      });
      return new Empty();
    }),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
    parameterize: unary(() => refuse("parameters")),
    invoke: unary(() => refuse("functions")),
    call: unary(() => refuse("methods")),
    construct: unary(() => refuse("components")),
    attach: unary(() => refuse("attaching to a running engine")),
  };
  return handlers;
}

function schemaFor(request: messages.GetSchemaRequest): messages.GetSchemaResponse {
  const asked = request.getVersion();
  if (asked !== 0)
    throw new ProviderError(
      `pulumi-resource-northflank ${version} has its schema in version 0 of Pulumi's format, not in version ${asked}; ` +
        "install a release of both that fit",
    );
  // The engine asks only where it makes an SDK, and never while it runs a program.
  const schema = require("./schema.json") as typeof schemaModule;
  return new messages.GetSchemaResponse().setSchema(JSON.stringify(schema));
}

function assertOurs(request: { getUrn(): string }): void {
  const type = request.getUrn().split("::")[2]?.split("$").at(-1);
  if (type !== resourceType)
    throw new ProviderError(`northflank has no resource of type "${type ?? ""}"; it has ${resourceType}`);
}

function refuse(what: string): never {
  throw new Unimplemented(`pulumi-resource-northflank has no ${what}: it has one resource, ${resourceType}`);
}
