import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { JsonObject } from "../core/property/wire";
import {
  type DiffChanges,
  type InitFailure,
  ProviderCallError,
  type ProviderClient,
} from "../core/provider/providerClient";
import { nameOf, typeOf } from "../core/state/urn";
import { CHANNEL_OPTIONS } from "./grpcServer";
import type { ProviderProcess } from "./providerProcess";
import { fromStruct, toStruct } from "./struct";

const UNKNOWN_OUTCOMES = new Set([grpc.status.INTERNAL, grpc.status.DATA_LOSS, grpc.status.UNKNOWN]);

const CHANGES: Record<messages.DiffResponse.DiffChanges, DiffChanges> = {
  [messages.DiffResponse.DiffChanges.DIFF_UNKNOWN]: "unknown",
  [messages.DiffResponse.DiffChanges.DIFF_NONE]: "none",
  [messages.DiffResponse.DiffChanges.DIFF_SOME]: "some",
};

/** A partial failure travels in the status details that gRPC puts into the trailers. */
function initFailureOf(error: grpc.ServiceError): InitFailure | undefined {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!(packed instanceof Uint8Array)) return undefined;
  const detail = Status.deserializeBinary(packed)
    .getDetailsList()
    .find((any) => any.getTypeName() === "pulumirpc.ErrorResourceInitFailed");
  if (detail === undefined) return undefined;
  const failure = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    id: failure.getId(),
    properties: fromStruct(failure.getProperties()),
    reasons: failure.getReasonsList(),
  };
}

const callError = (error: grpc.ServiceError): ProviderCallError =>
  new ProviderCallError(error.details, UNKNOWN_OUTCOMES.has(error.code), initFailureOf(error));

interface Subject {
  setUrn(value: string): unknown;
  setName(value: string): unknown;
  setType(value: string): unknown;
}

function about<T extends Subject>(message: T, urn: string): T {
  message.setUrn(urn);
  message.setName(nameOf(urn));
  message.setType(typeOf(urn));
  return message;
}

function promised<Response>(
  call: (callback: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(callError(error));
      else resolve(response);
    });
  });
}

/** The engine's end of the line to one dynamic provider process. */
export class GrpcProviderClient implements ProviderClient {
  readonly #client: ResourceProviderClient;

  constructor(private readonly process: ProviderProcess) {
    this.#client = new ResourceProviderClient(
      process.address,
      grpc.credentials.createInsecure(),
      CHANNEL_OPTIONS,
    );
  }

  async configure(config: JsonObject): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(toStruct(config));
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    await promised<messages.ConfigureResponse>((callback) => this.#client.configure(request, callback));
  }

  async check({ urn, olds, news }: Parameters<ProviderClient["check"]>[0]) {
    const request = about(new messages.CheckRequest(), urn);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const response = await promised<messages.CheckResponse>((callback) =>
      this.#client.check(request, callback),
    );
    const failures = response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs: fromStruct(response.getInputs()), failures };
  }

  async diff({ urn, id, oldInputs, olds, news, ignoreChanges }: Parameters<ProviderClient["diff"]>[0]) {
    const request = about(new messages.DiffRequest(), urn);
    request.setId(id);
    request.setOldInputs(toStruct(oldInputs));
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    request.setIgnorechangesList(ignoreChanges);
    const response = await promised<messages.DiffResponse>((callback) =>
      this.#client.diff(request, callback),
    );
    return {
      changes: CHANGES[response.getChanges()],
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create({ urn, properties }: Parameters<ProviderClient["create"]>[0]) {
    const request = about(new messages.CreateRequest(), urn);
    request.setProperties(toStruct(properties));
    const response = await promised<messages.CreateResponse>((callback) =>
      this.#client.create(request, callback),
    );
    return { id: response.getId(), properties: fromStruct(response.getProperties()) };
  }

  async read({ urn, id, inputs, properties }: Parameters<ProviderClient["read"]>[0]) {
    const request = about(new messages.ReadRequest(), urn);
    request.setId(id);
    request.setInputs(toStruct(inputs));
    request.setProperties(toStruct(properties));
    const response = await promised<messages.ReadResponse>((callback) =>
      this.#client.read(request, callback),
    );
    return {
      id: response.getId(),
      ...(response.hasProperties() ? { properties: fromStruct(response.getProperties()) } : {}),
      ...(response.hasInputs() ? { inputs: fromStruct(response.getInputs()) } : {}),
    };
  }

  async update({ urn, id, oldInputs, olds, news }: Parameters<ProviderClient["update"]>[0]) {
    const request = about(new messages.UpdateRequest(), urn);
    request.setId(id);
    request.setOldInputs(toStruct(oldInputs));
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const response = await promised<messages.UpdateResponse>((callback) =>
      this.#client.update(request, callback),
    );
    return { properties: fromStruct(response.getProperties()) };
  }

  async delete({ urn, id, oldInputs, properties }: Parameters<ProviderClient["delete"]>[0]) {
    const request = about(new messages.DeleteRequest(), urn);
    request.setId(id);
    request.setOldInputs(toStruct(oldInputs));
    request.setProperties(toStruct(properties));
    await promised<Empty>((callback) => this.#client.delete(request, callback));
  }

  async close(): Promise<void> {
    this.#client.close();
    await this.process.kill();
  }
}
