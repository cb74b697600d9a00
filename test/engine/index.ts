/** The engines, and what a test gives to one and hears of it. */
export type {
  ConfigValue,
  Deployment,
  Engine,
  EngineKind,
  ExportedResource,
  OperationResult,
  RunOptions,
  StackOptions,
  TestStack,
  Verb,
} from "./engine";
export { cliEngine, isCliAvailable } from "./cli/cliEngine";
export { cliSettings, type WorkspaceFolder } from "./cli/workspaceFolder";
export { embeddedEngine } from "./host/embeddedEngine";
export { inProcessEngine, type ProviderWorld } from "./inProcess/inProcessEngine";
export { writeProgram } from "./program";
export { comparable, type Observation } from "./comparable";
export { renderOperation, type ShownOperation } from "./display/render";

/** The engine's core for programs that are functions, and providers that are objects. */
export { RegistrationStack } from "./inProcess/registrationStack";
export { DynamicProviderClient, type Provider } from "./inProcess/dynamicProviderClient";
export { ProviderCallError, type ProviderClient } from "./core/provider/providerClient";
export type { PluginClient } from "./core/provider/pluginClient";
export type { ProviderHost } from "./core/provider/providerHost";
export { type PluginService, ServiceTransport } from "./inProcess/serviceTransport";
export { PluginProtocol } from "./protocol/pluginProtocol";
export type { ImportSpec } from "./core/run/plannedImport";
export type { Source } from "./core/run/deployment";
export type { Target } from "./core/run/operation";
export type { ResourceMonitor } from "./core/run/resourceMonitor";
export { newGoal, type Goal } from "./core/state/goal";
export type { ResourceState } from "./core/state/resourceState";
export { createUrn, nameOf } from "./core/state/urn";
export { secret, unknown, type PropertyMap, type PropertyValue } from "./core/property/value";
export { decodeProperties, decodeValue, type Json, type JsonObject } from "./core/property/wire";

/** The parts of the host, for tests of a provider process alone. */
export { engineService } from "./host/engineService";
export { GrpcProviderClient } from "./host/grpcProviderClient";
export { serve, unary, type GrpcServer } from "./host/grpcServer";
export { startProvider, type ProviderProcess } from "./host/providerProcess";
export { SerialQueue } from "./core/run/serialQueue";
