import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { CheckAnswer, DiffAnswer, DiffChanges } from "../core/provider/providerClient";
import type { DetailedDiff, DiffKind } from "../core/property/diff";
import { fromStruct } from "./struct";

const CHANGES: Record<messages.DiffResponse.DiffChanges, DiffChanges> = {
  [messages.DiffResponse.DiffChanges.DIFF_UNKNOWN]: "unknown",
  [messages.DiffResponse.DiffChanges.DIFF_NONE]: "none",
  [messages.DiffResponse.DiffChanges.DIFF_SOME]: "some",
};

const KINDS: Record<messages.PropertyDiff.Kind, DiffKind> = {
  [messages.PropertyDiff.Kind.ADD]: "add",
  [messages.PropertyDiff.Kind.ADD_REPLACE]: "add-replace",
  [messages.PropertyDiff.Kind.DELETE]: "delete",
  [messages.PropertyDiff.Kind.DELETE_REPLACE]: "delete-replace",
  [messages.PropertyDiff.Kind.UPDATE]: "update",
  [messages.PropertyDiff.Kind.UPDATE_REPLACE]: "update-replace",
};

export function checkAnswer(response: messages.CheckResponse): CheckAnswer {
  const failures = response
    .getFailuresList()
    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
  return { inputs: fromStruct(response.getInputs()), failures };
}

function detailedDiffOf(response: messages.DiffResponse): DetailedDiff {
  const diff: DetailedDiff = {};
  response.getDetaileddiffMap().forEach((property, path) => {
    diff[path] = { kind: KINDS[property.getKind()], inputDiff: property.getInputdiff() };
  });
  return diff;
}

export const diffAnswer = (response: messages.DiffResponse): DiffAnswer => ({
  changes: CHANGES[response.getChanges()],
  replaces: response.getReplacesList(),
  deleteBeforeReplace: response.getDeletebeforereplace(),
  diffs: response.getDiffsList(),
  ...(response.getHasdetaileddiff() ? { detailedDiff: detailedDiffOf(response) } : {}),
});

export const readAnswer = (response: messages.ReadResponse) => ({
  id: response.getId(),
  ...(response.hasProperties() ? { properties: fromStruct(response.getProperties()) } : {}),
  ...(response.hasInputs() ? { inputs: fromStruct(response.getInputs()) } : {}),
});
