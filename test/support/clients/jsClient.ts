import { ApiClient, ApiClientInMemoryContextProvider } from "@northflank/js-client";
import { defaultToken } from "../northflank";

/** Northflank's client for JavaScript, talking to this host; errors of the API are thrown. */
export function jsClient(host: string): ApiClient {
  const context = new ApiClientInMemoryContextProvider();
  context.addContext({ name: "test", token: defaultToken, host });
  return new ApiClient(context, { throwErrorOnHttpErrorCode: true });
}

type ImportCall = Parameters<ApiClient["import"]["addon"]["backup"]>[0];

/** `data` goes out as it is: the client's types are stricter than its documentation. */
export async function importByJsClient(
  host: string,
  parameters: ImportCall["parameters"],
  data: object,
): Promise<void> {
  await jsClient(host).import.addon.backup({ parameters, data: data as ImportCall["data"] });
}
