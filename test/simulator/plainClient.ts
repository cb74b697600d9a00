import { once } from "node:events";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { text as textOf } from "node:stream/consumers";
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

/** A client without opinions: one request on a connection of its own, no retry, no redirect. */
export async function send(
  { url, ca }: Simulator,
  method: string,
  path: string,
  { body, token = defaultToken, signal }: { body?: unknown; token?: string; signal?: AbortSignal } = {},
): Promise<PlainAnswer> {
  const begin = ca === undefined ? plainRequest : secureRequest;
  const request = begin(url + path, {
    method,
    agent: false,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(signal === undefined ? {} : { signal }),
    ...(ca === undefined ? {} : { ca }),
  });
  request.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const text = await textOf(answer);
  return {
    status: answer.statusCode ?? 0,
    headers: headersOf(answer),
    text,
    json: jsonOrUndefined(text),
  };
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const lines = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Headers(lines);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
