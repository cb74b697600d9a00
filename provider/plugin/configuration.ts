import type {
  CheckRequest,
  CheckResponse,
  DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { openedAll, sealed } from "./envelopes";
import { checkResponse, diffResponse } from "./responses";
import { valuesIn } from "./rpc";
import { changedSettings, secretSettings, settingsProblems } from "./settings";

export function checkedConfig(request: CheckRequest): CheckResponse {
  const news = valuesIn(request.getNews());
  const values = openedAll(news);
  return checkResponse(sealed(values, news, secretSettings), settingsProblems(values));
}

export function comparedConfig(request: DiffRequest): DiffResponse {
  const olds = valuesIn(request.hasOldInputs() ? request.getOldInputs() : request.getOlds());
  const changed = changedSettings(openedAll(olds), openedAll(valuesIn(request.getNews())));
  const update = { change: "update", isReason: false, isInput: true } as const;
  return diffResponse(new Map(changed.map((name) => [name, update])));
}
