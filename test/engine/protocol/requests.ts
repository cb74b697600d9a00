import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { ConfigureRequest } from "../core/provider/pluginClient";
import type { ResourceCalls } from "../core/provider/providerClient";
import { nameOf, typeOf } from "../core/state/urn";
import { toStruct } from "./struct";

type Of<Call extends keyof ResourceCalls> = Parameters<ResourceCalls[Call]>[0];

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

/** The engine tells what it is able to; where the plugin lies, it is not asked here. */
export function handshakeRequest(engineAddress: string): messages.ProviderHandshakeRequest {
  return new messages.ProviderHandshakeRequest()
    .setEngineAddress(engineAddress)
    .setConfigureWithUrn(true)
    .setSupportsViews(true)
    .setSupportsRefreshBeforeUpdate(true)
    .setInvokeWithPreview(true);
}

export function configureRequest({ urn, id, args, variables }: ConfigureRequest): messages.ConfigureRequest {
  const request = about(new messages.ConfigureRequest(), urn)
    .setId(id)
    .setArgs(toStruct(args))
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSendsOldInputs(true)
    .setSendsOldInputsToDelete(true);
  for (const [key, value] of Object.entries(variables)) request.getVariablesMap().set(key, value);
  return request;
}

export const checkRequest = ({ urn, olds, news }: Of<"check">): messages.CheckRequest =>
  about(new messages.CheckRequest(), urn).setOlds(toStruct(olds)).setNews(toStruct(news));

/** About a resource, or, without an id, about a configuration. */
export const diffRequest = (request: Omit<Of<"diff">, "id"> & { id?: string }): messages.DiffRequest =>
  about(new messages.DiffRequest(), request.urn)
    .setId(request.id ?? "")
    .setOldInputs(toStruct(request.oldInputs))
    .setOlds(toStruct(request.olds))
    .setNews(toStruct(request.news))
    .setIgnorechangesList(request.ignoreChanges);

export const createRequest = ({ urn, properties, timeout, preview }: Of<"create">): messages.CreateRequest =>
  about(new messages.CreateRequest(), urn)
    .setProperties(toStruct(properties))
    .setTimeout(timeout ?? 0)
    .setPreview(preview ?? false);

export const readRequest = ({ urn, id, inputs, properties, timeout }: Of<"read">): messages.ReadRequest =>
  about(new messages.ReadRequest(), urn)
    .setId(id)
    .setInputs(inputs && toStruct(inputs))
    .setProperties(properties && toStruct(properties))
    .setTimeout(timeout ?? 0);

export const updateRequest = (request: Of<"update">): messages.UpdateRequest =>
  about(new messages.UpdateRequest(), request.urn)
    .setId(request.id)
    .setOldInputs(toStruct(request.oldInputs))
    .setOlds(toStruct(request.olds))
    .setNews(toStruct(request.news))
    .setTimeout(request.timeout ?? 0)
    .setPreview(request.preview ?? false);

export const deleteRequest = (request: Of<"delete">): messages.DeleteRequest =>
  about(new messages.DeleteRequest(), request.urn)
    .setId(request.id)
    .setOldInputs(toStruct(request.oldInputs))
    .setProperties(toStruct(request.properties))
    .setTimeout(request.timeout ?? 0);
