import type * as axios from "axios";
import { Agent as PlainAgent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import type { Readable } from "node:stream";
import { Contact } from "./contact";
import { KeptConnections } from "./keptConnections";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Reads at most this much; a longer response counts as cut off. */
  readonly maxBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** False when the connection ended, or the limit was reached, before the body did. */
  readonly complete: boolean;
}

/** There was no response. `reached` tells whether the server may have handled the request. */
export interface HttpFailure {
  readonly reached: "no" | "maybe";
  /** Retrying cannot help: the certificate is not trusted, or such a request cannot be sent at all. */
  readonly final: boolean;
  readonly isUntrusted?: boolean;
  readonly code: string;
}

export type Http = (request: HttpRequest) => Promise<HttpResponse | HttpFailure>;

export const isResponse = (result: HttpResponse | HttpFailure): result is HttpResponse => "status" in result;

// Loaded by the first request: a preview of which every import is unchanged sends none.
const loadAxios = (): axios.AxiosStatic => (require("axios") as typeof axios).default;

/** Thousands of imports may start at once; those that find no connection wait for one. */
const maxSockets = 100;

/**
 * HTTP through axios: no redirects, no retries, no exceptions for error statuses, limits on time and size. `ca` replaces
 * the authorities that Node trusts.
 */
export function axiosHttp(timeoutMs: number, ca?: string, now = () => performance.now()): Http {
  const trust = ca === undefined ? {} : { ca };
  const plain = new KeptConnections(new PlainAgent({ keepAlive: true, maxSockets }), now);
  const secure = new KeptConnections(new TlsAgent({ keepAlive: true, maxSockets, ...trust }), now);
  return async (request) => {
    const client = loadAxios();
    const signal = AbortSignal.timeout(timeoutMs);
    const contact = new Contact();
    if (request.method === "POST") for (const { closeIdle } of [plain, secure]) closeIdle();
    try {
      const response = await client.request<Readable>({
        method: request.method,
        url: request.url,
        headers: { ...request.headers },
        data: request.body,
        signal,
        transport: contact.transport,
        responseType: "stream",
        maxRedirects: 0,
        validateStatus: () => true,
        httpAgent: plain.agent,
        httpsAgent: secure.agent,
      });
      if (contact.isProxysRefusal) {
        response.data.destroy();
        return { reached: "no", final: false, code: `the proxy returned ${response.status}` };
      }
      const body = await readBody(response.data, request.maxBytes);
      return { status: response.status, headers: plainHeaders(response.headers), ...body };
    } catch (error) {
      contact.end();
      return failureOf(error, signal.aborted, contact);
    }
  };
}

/** Reads as much as allowed. If the body breaks off, returns what arrived, because the status is known. */
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

function failureOf(error: unknown, timedOut: boolean, contact: Contact): HttpFailure {
  const code = timedOut ? "ETIMEDOUT" : codeOf(error);
  if (contact.isEstablished) return { reached: "maybe", final: false, code };
  const { isUntrusted, isFormed } = contact;
  return { reached: "no", final: isUntrusted || (!isFormed && !timedOut), isUntrusted, code };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "EUNKNOWN";
