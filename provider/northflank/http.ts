import axios, { AxiosError } from "axios";
import { Agent as PlainAgent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import type { Readable } from "node:stream";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** More than this is not read; the answer then counts as cut off. */
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** False when the connection ended, or the limit was reached, before the body did. */
  readonly complete: boolean;
}

/** The exchange gave no answer. `reached` tells whether the server may have handled the request. */
export interface NoAnswer {
  readonly reached: "no" | "maybe";
  /** Trying again cannot help, as with a certificate that is not trusted. */
  readonly final: boolean;
  readonly code: string;
}

export type Http = (request: HttpRequest) => Promise<HttpAnswer | NoAnswer>;

export const isAnswer = (result: HttpAnswer | NoAnswer): result is HttpAnswer => "status" in result;

/**
 * HTTP by axios: no redirect followed, no retry, no status treated as an exception, bounded in time and size.
 * The import is sent on a connection of its own, because a kept one may be half closed already, and then
 * nobody knows whether the request arrived. `ca` is trusted in place of the authorities that Node knows.
 */
export function axiosHttp(timeoutMs: number, ca?: string): Http {
  const trust = ca === undefined ? {} : { ca };
  const kept = {
    httpAgent: new PlainAgent({ keepAlive: true }),
    httpsAgent: new TlsAgent({ keepAlive: true, ...trust }),
  };
  const fresh = { httpAgent: new PlainAgent(), httpsAgent: new TlsAgent(trust) };
  return async (request) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await axios.request<Readable>({
        method: request.method,
        url: request.url,
        headers: { ...request.headers },
        data: request.body,
        signal,
        responseType: "stream",
        maxRedirects: 0,
        validateStatus: () => true,
        ...(request.method === "POST" ? fresh : kept),
      });
      const body = await readBody(response.data, request.maxBytes);
      return { status: response.status, headers: plainHeaders(response.headers), ...body };
    } catch (error) {
      return noAnswer(error, signal.aborted);
    }
  };
}

/** Reads as much as allowed. A body that breaks off is returned as far as it came: the status is known. */
async function readBody(stream: Readable, maxBytes: number): Promise<{ body: string; complete: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let complete = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) {
        complete = false;
        break;
      }
    }
  } catch {
    complete = false;
  }
  return { body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"), complete };
}

function plainHeaders(headers: object): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === "string" ? value : undefined,
    ]),
  );
}

const notReached = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const notTrusted = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|EPROTO$)/;

function noAnswer(error: unknown, timedOut: boolean): NoAnswer {
  if (timedOut) return { reached: "maybe", final: false, code: "ETIMEDOUT" };
  const code = error instanceof AxiosError && error.code !== undefined ? error.code : "EUNKNOWN";
  if (notReached.has(code) || isConnectFault(error)) return { reached: "no", final: false, code };
  if (notTrusted.test(code)) return { reached: "no", final: true, code };
  return { reached: "maybe", final: code === "ERR_INVALID_URL" || code === "ERR_INVALID_CHAR", code };
}

// The same code, such as ECONNRESET, means another thing when it came from connect than from read or write.
function isConnectFault(error: unknown): boolean {
  const cause = error instanceof AxiosError ? error.cause : undefined;
  return cause !== undefined && "syscall" in cause && cause.syscall === "connect";
}
