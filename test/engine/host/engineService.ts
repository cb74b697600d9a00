import type * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  type SetRootResourceRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Diagnostic, Severity } from "../core/step/diagnostic";
import { unary } from "./grpcServer";

const SEVERITIES: Record<LogSeverity, Severity> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** The engine itself, as programs and providers reach it: mostly to log. */
export function engineService(
  log: (diagnostic: Diagnostic) => void,
): [grpc.ServiceDefinition, grpc.UntypedServiceImplementation] {
  let root = "";
  const implementation: grpc.UntypedServiceImplementation = {
    log: unary((request: LogRequest) => {
      log({
        severity: SEVERITIES[request.getSeverity()],
        message: request.getMessage(),
        urn: request.getUrn(),
        ephemeral: request.getEphemeral(),
      });
      return new Empty();
    }),
    setRootResource: unary((request: SetRootResourceRequest) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    getRootResource: unary(() => {
      const response = new GetRootResourceResponse();
      response.setUrn(root);
      return response;
    }),
  };
  return [EngineService, implementation];
}
