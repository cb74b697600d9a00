import * as grpc from "@grpc/grpc-js";
import {
  DeploymentInfo,
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceMonitorFeature as Feature,
  Result,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decodeProperties, encodeProperties } from "../core/property/wire";
import { MonitorShutDownError } from "../core/run/registrations";
import type { ResourceMonitor } from "../core/run/resourceMonitor";
import type { RegisterResult } from "../core/step/step";
import { unary } from "./grpcServer";
import { decodeRead, decodeRegistration } from "./registrationDecoding";
import { fromStruct, toStruct } from "../protocol/struct";

/** What the program is told about the operation that it runs in. */
export interface ProgramInfo {
  project: string;
  stack: string;
  organization: string;
  config: Record<string, string>;
  secretKeys: string[];
  dryRun: boolean;
  parallel: number;
}

/** By the names under which releases of the SDK before `GetDeploymentInfo` ask for them, one by one. */
const FEATURES: Readonly<Record<string, Feature>> = {
  secrets: Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: Feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
};

function support(request: SupportsFeatureRequest): SupportsFeatureResponse {
  const message = new SupportsFeatureResponse();
  message.setHassupport(request.getId() in FEATURES);
  return message;
}

function deploymentInfo(info: ProgramInfo): DeploymentInfo {
  const message = new DeploymentInfo();
  message.setProject(info.project);
  message.setStack(info.stack);
  message.setOrganization(info.organization);
  for (const [key, value] of Object.entries(info.config)) message.getConfigMap().set(key, value);
  message.setConfigsecretkeysList(info.secretKeys);
  message.setDryrun(info.dryRun);
  message.setParallel(info.parallel);
  message.setSupportedfeaturesList(Object.values(FEATURES));
  return message;
}

const outputsOf = ({ state }: RegisterResult) =>
  toStruct(encodeProperties(state.outputs, { keepUnknowns: true, keepSecrets: true, keepResources: true }));

function registered(result: RegisterResult): RegisterResourceResponse {
  const message = new RegisterResourceResponse();
  message.setUrn(result.state.urn);
  message.setId(result.state.id);
  // A component's outputs are yet to come; old ones may refer to what is not registered yet.
  message.setObject(result.state.custom ? outputsOf(result) : toStruct({}));
  message.setUnknown(result.unknown ?? false);
  if (result.failed === true) message.setResult(Result.FAIL);
  return message;
}

function wasRead(result: RegisterResult): ReadResourceResponse {
  const message = new ReadResourceResponse();
  message.setUrn(result.state.urn);
  message.setProperties(outputsOf(result));
  return message;
}

/** `UNAVAILABLE` is how the SDK knows that the engine has ended, and keeps quiet. */
const codeOf = (error: unknown): grpc.status =>
  error instanceof MonitorShutDownError ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;

/** The resource monitor that a program registers its resources with. */
export function monitorService(
  info: ProgramInfo,
  monitor: ResourceMonitor,
  /** The program is through; resolves when it may go. */
  finished: () => Promise<void>,
): [grpc.ServiceDefinition, grpc.UntypedServiceImplementation] {
  const implementation: grpc.UntypedServiceImplementation = {
    getDeploymentInfo: unary(() => deploymentInfo(info)),
    supportsFeature: unary(support),
    registerResource: unary(
      async (request: RegisterResourceRequest) =>
        registered(await monitor.registerResource(decodeRegistration(request))),
      codeOf,
    ),
    readResource: unary(
      async (request: ReadResourceRequest) => wasRead(await monitor.readResource(decodeRead(request))),
      codeOf,
    ),
    registerResourceOutputs: unary(async (request: RegisterResourceOutputsRequest) => {
      await monitor.registerResourceOutputs(
        request.getUrn(),
        decodeProperties(fromStruct(request.getOutputs())),
      );
      return new Empty();
    }, codeOf),
    signalAndWaitForShutdown: unary(async () => {
      await finished();
      return new Empty();
    }),
  };
  return [ResourceMonitorService, implementation];
}
