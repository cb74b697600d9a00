import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type InitFailure, ProviderCallError } from "../core/provider/providerClient";
import { fromStruct } from "./struct";

const UNKNOWN_OUTCOMES = new Set([grpc.status.INTERNAL, grpc.status.DATA_LOSS, grpc.status.UNKNOWN]);

/** `FAILED_PRECONDITION` is `FailedPrecondition` in Go's words. */
const nameOf = (code: grpc.status): string =>
  grpc.status[code]
    .split("_")
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join("");

/** A partial failure travels in the status details that gRPC puts into the trailers. */
function initFailureOf(metadata: grpc.Metadata | undefined): InitFailure | undefined {
  const [packed] = metadata?.get("grpc-status-details-bin") ?? [];
  if (!(packed instanceof Uint8Array)) return undefined;
  const detail = Status.deserializeBinary(packed)
    .getDetailsList()
    .find((any) => any.getTypeName() === "pulumirpc.ErrorResourceInitFailed");
  if (detail === undefined) return undefined;
  const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    id: failure.getId(),
    properties: fromStruct(failure.getProperties()),
    reasons: failure.getReasonsList(),
    ...(failure.hasInputs() ? { inputs: fromStruct(failure.getInputs()) } : {}),
  };
}

export function callError({ code, details, metadata }: Partial<grpc.StatusObject>): ProviderCallError {
  const status = code ?? grpc.status.UNKNOWN;
  return new ProviderCallError(
    details ?? "",
    UNKNOWN_OUTCOMES.has(status),
    initFailureOf(metadata),
    nameOf(status),
  );
}

/** What a provider does not implement, and need not. */
export async function ifImplemented<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderCallError && error.status === "Unimplemented") return undefined;
    throw error;
  }
}
