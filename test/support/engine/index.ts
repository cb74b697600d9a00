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
} from "./engine";
export { cliEngine, isCliAvailable } from "./cli/cliEngine";
export { embeddedEngine } from "./host/embeddedEngine";
export type { Provider } from "./inProcess/dynamicProviderClient";
export { inProcessEngine, type ProviderWorld } from "./inProcess/inProcessEngine";
export { RegistrationStack } from "./inProcess/registrationStack";
export { newGoal } from "./core/state/goal";
export { secret, unknown } from "./core/property/value";
export { writeProgram } from "./program";
