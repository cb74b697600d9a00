import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Values } from "../inputs/values";
import { structOf } from "./rpc";
import type { ShownChange, ShownDiff } from "./shownDiff";

/** The engine prints the value of any property that a failure names, secrets included, so we name none. */
export function checkResponse(inputs: Values, failures: readonly string[]): messages.CheckResponse {
  const response = new messages.CheckResponse().setInputs(structOf(inputs));
  for (const reason of failures) response.addFailures(new messages.CheckFailure().setReason(reason));
  return response;
}

export function diffResponse(diff: ShownDiff): messages.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse().setHasdetaileddiff(true);
  response.setChanges(diff.size === 0 ? DIFF_NONE : DIFF_SOME);
  for (const [name, shown] of diff) {
    response.addDiffs(name);
    if (shown.isReason) response.addReplaces(name);
    response.getDetaileddiffMap().set(name, propertyDiff(shown));
  }
  return response;
}

const { Kind } = messages.PropertyDiff;
const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

function propertyDiff({ change, isReason, isInput }: ShownChange): messages.PropertyDiff {
  const [alone, replacing] = kinds[change];
  return new messages.PropertyDiff().setKind(isReason ? replacing : alone).setInputdiff(isInput);
}
