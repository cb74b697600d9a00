export interface ErrorView {
  status: number;
  message: string;
  id?: string;
  details?: object;
}

/** Thrown anywhere below a route; becomes Northflank's error envelope. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly extra: { id?: string; details?: object } = {},
  ) {
    super(message);
  }

  view(): ErrorView {
    return { status: this.status, message: this.message, ...this.extra };
  }
}

export function notFound(what: string): ApiError {
  return new ApiError(404, `${what} not found`);
}

export function invalidRequest(details: Readonly<Record<string, readonly string[]>>): ApiError {
  return new ApiError(400, "Request failed payload validation - see details.", {
    id: "nf-invalid-request-body",
    details,
  });
}
