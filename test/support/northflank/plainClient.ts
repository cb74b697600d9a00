import { defaultToken } from "./world/accounts";
import type { Simulator } from "./simulator";

export interface PlainAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
}

export const ordersPath = "/v1/projects/shop/addons/orders-db";

/** A client without opinions: one request, no retry, no redirect. */
export async function send(
  simulator: Simulator,
  method: string,
  path: string,
  { body, token = defaultToken, signal }: { body?: unknown; token?: string; signal?: AbortSignal } = {},
): Promise<PlainAnswer> {
  const answer = await fetch(simulator.url + path, {
    method,
    redirect: "manual",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: jsonOrUndefined(text) };
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
