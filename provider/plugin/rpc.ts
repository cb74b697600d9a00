import { Metadata, status, type handleUnaryCall } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { asError, PartialFailure, ProviderError } from "../errors";
import type { Values } from "../inputs/values";

export const valuesIn = (struct: Struct | undefined): Values => struct?.toJavaScript() ?? {};

export const structOf = (values: Values): Struct =>
  Struct.fromJavaScript(values as { [key: string]: JavaScriptValue });

/** What the protocol has and this plugin does not. */
export class Unimplemented extends ProviderError {}

/** An answer as a unary call. Whatever it throws is a sentence that is safe to show. */
export const unary =
  <Request, Response>(
    answer: (request: Request) => Response | Promise<Response>,
  ): handleUnaryCall<Request, Response> =>
  (call, callback) => {
    void (async () => answer(call.request))().then(
      (response) => {
        callback(null, response);
      },
      (thrown: unknown) => {
        const error = asError(thrown);
        const code = error instanceof Unimplemented ? status.UNIMPLEMENTED : status.UNKNOWN;
        const metadata = error instanceof PartialFailure ? detailsOf(error) : new Metadata();
        callback({ code, details: error.message, metadata });
      },
    );
  };

/** Go's gRPC carries the details of an error under this key, and the engine saves what it finds in them. */
function detailsOf({ id, properties, reasons, message }: PartialFailure): Metadata {
  const failure = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(structOf(properties))
    .setReasonsList(reasons);
  const packed = new Any();
  packed.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new Status();
  details.setCode(status.UNKNOWN);
  details.setMessage(message);
  details.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(details.serializeBinary()));
  return metadata;
}
