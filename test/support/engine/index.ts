export type {
  ConfigValue,
  Deployment,
  Engine,
  ExportedResource,
  OperationResult,
  RunOptions,
  TestStack,
} from "./engine";
export { cliEngine, isCliAvailable } from "./cli/cliEngine";
export { forEachEngine } from "./forEachEngine";
export { embeddedEngine } from "./host/embeddedEngine";
export { RegistrationStack } from "./inProcess/registrationStack";
export { newGoal } from "./core/state/goal";
export { secret, unknown } from "./core/property/value";
export { writeProgram } from "./program";
