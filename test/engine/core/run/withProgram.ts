import { isProviderType, parseReference } from "../state/urn";
import { dependenciesOf, type ResourceState } from "../state/resourceState";
import type { Step } from "../step/step";
import type { Operation } from "./operation";
import { type Registration, skippedCreate, stepsForRegistration } from "./registration";

const needsSkipped = (operation: Operation, state: ResourceState): boolean =>
  [...dependenciesOf(state), parseReference(state.provider).urn].some((urn) =>
    operation.skippedCreates.has(urn),
  );

const isOrdinary = ({ goal }: Registration): boolean => goal.custom && !isProviderType(goal.type);

/** `refresh --run-program`: the program only says which providers to use; nothing is created or changed. */
function refreshSteps(operation: Operation, registration: Registration): Step[] | undefined {
  if (!isOrdinary(registration) && !needsSkipped(operation, registration.new)) return undefined;
  if (registration.old === undefined) return skippedCreate(operation, registration);
  registration.done({ state: registration.old });
  return [];
}

/** `destroy --run-program`: providers get today's configuration, everything else waits for its deletion. */
function destroySteps(operation: Operation, registration: Registration): Step[] | undefined {
  const { urn, old, new: state, done } = registration;
  if (needsSkipped(operation, state)) return skippedCreate(operation, registration);
  if (!isOrdinary(registration)) {
    operation.toDelete.push(state);
    return undefined;
  }
  if (old === undefined) return skippedCreate(operation, registration);
  operation.sames.add(urn);
  operation.toDelete.push(state);
  state.inputs = old.inputs;
  return [{ kind: "same", old, new: state, done, skippedCreate: false, untargeted: false }];
}

/** What a registration leads to depends on what the program was started for. */
export async function stepsForMode(operation: Operation, registration: Registration): Promise<Step[]> {
  const { mode } = operation.options;
  if (mode === "refresh") {
    return refreshSteps(operation, registration) ?? (await stepsForRegistration(operation, registration));
  }
  if (mode === "destroy") {
    return destroySteps(operation, registration) ?? (await stepsForRegistration(operation, registration));
  }
  return stepsForRegistration(operation, registration);
}
