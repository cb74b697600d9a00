import type { ApiError } from "./apiError";

/** What goes over the wire, but for the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly startedBackup?: string;
}

export function json(status: number, body: unknown): Answer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

export function success(data: unknown, pagination?: object): Answer {
  return json(200, { data, ...(pagination === undefined ? {} : { pagination }) });
}

export function failure(error: ApiError): Answer {
  return json(error.status, { error: error.view() });
}
