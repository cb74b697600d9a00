import type { IncomingHttpHeaders } from "node:http";
import { tokenOf, unauthorized } from "./access";
import { type Answer, failure } from "./answer";
import { ApiError, notFound } from "./apiError";
import type { Clock } from "../clock";
import { echoed } from "./echo";
import { findRoute } from "./findRoute";
import { sourceIn } from "./importRequest";
import { Quota, type QuotaHeaders } from "./quota";
import { routes } from "./routes";
import type { SimulatorSettings } from "../settings";
import type { World } from "../world/world";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** From a request to its answer, with no socket in sight. */
export class Api {
  private readonly quota: Quota;

  constructor(
    private readonly settings: SimulatorSettings,
    private readonly world: World,
    private readonly clock: Clock,
  ) {
    this.quota = new Quota(clock);
  }

  answer(request: ApiRequest): Answer {
    try {
      return this.route(request);
    } catch (error) {
      if (error instanceof ApiError) return failure(this.echoing(error, request));
      throw error;
    }
  }

  quotaHeaders({ headers }: Pick<ApiRequest, "headers">): QuotaHeaders {
    return this.quota.headers(this.spender(headers.authorization), this.settings.quotaPerHour);
  }

  private route(request: ApiRequest): Answer {
    const { authorization } = request.headers;
    if (!this.quota.take(this.spender(authorization), this.settings.quotaPerHour)) {
      throw new ApiError(429, "Rate limit exceeded");
    }
    const token = tokenOf(authorization, this.settings.tokens);
    if (token === undefined) throw unauthorized();
    const found = findRoute(request.method, request.path);
    if (found === "unknown path") throw notFound("Route");
    if (found === "wrong method") throw new ApiError(405, "Method not allowed");
    const { settings, world } = this;
    return routes[found.operation].answer({
      params: found.params,
      query: request.query,
      body: parsed(request.text),
      token,
      now: this.clock.now(),
      settings,
      world,
    });
  }

  private spender(authorization: string | undefined): string {
    const token = tokenOf(authorization, this.settings.tokens);
    if (token === undefined) return "unknown token";
    return this.settings.quotaScope === "account" ? `account ${token.account}` : `token ${token.label}`;
  }

  private echoing(error: ApiError, { text }: ApiRequest): ApiError {
    const source = sourceIn(jsonIn(text));
    const echo = source === undefined ? undefined : echoed(source, this.settings.errorEcho);
    if (echo === undefined) return error;
    const details = { ...error.extra.details, received: [echo] };
    return new ApiError(error.status, `${error.message} (received: ${echo})`, { ...error.extra, details });
  }
}

function parsed(text: string): unknown {
  const value = jsonIn(text);
  if (value === undefined && text !== "") throw new ApiError(400, "Request body is not valid JSON");
  return value;
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
