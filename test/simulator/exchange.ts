import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "./api/answer";
import type { Api, ApiRequest } from "./api/api";
import type { Clock } from "./clock";
import type { JournalEntry } from "./journal";
import type { Wire } from "./tls/wire";

interface Parts {
  readonly api: Api;
  readonly clock: Clock;
  readonly dateAheadSeconds: number;
  readonly call: ApiRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: JournalEntry;
  /** What carries the connection where it is one of TLS. */
  readonly wire: Wire | undefined;
  /** Fires when the simulator closes. */
  readonly closing: AbortSignal;
}

/** One request and what becomes of it, written down as it happens. */
export class Exchange {
  constructor(private readonly parts: Parts) {}

  get now(): number {
    return this.parts.clock.now();
  }

  get closing(): AbortSignal {
    return this.parts.closing;
  }

  get socket(): Socket {
    return this.parts.request.socket;
  }

  get wire(): Wire {
    const { wire } = this.parts;
    if (wire === undefined) throw new Error("a fault beneath TLS, and the simulator does not speak it");
    return wire;
  }

  reset(): void {
    (this.parts.wire?.tcp ?? this.socket).resetAndDestroy();
  }

  /** Lets the API act on the request, whether or not anybody hears of it. */
  handle(): Answer {
    const { api, call, entry } = this.parts;
    const answer = api.answer(call);
    entry.handled = true;
    if (answer.startedBackup !== undefined) entry.startedBackup = answer.startedBackup;
    return answer;
  }

  /** The server's clock stands in every answer, as the simulated one. */
  begin(status: number, headers: Readonly<Record<string, string>>): ServerResponse {
    const { response, entry } = this.parts;
    entry.status = status;
    const date = new Date(this.now + this.parts.dateAheadSeconds * 1000).toUTCString();
    return response.writeHead(status, { date, ...headers });
  }

  /** Writes the head of the API's own answer. */
  beginAnswer({ status, contentType }: Answer, contentLength: number): ServerResponse {
    return this.begin(status, {
      "content-type": contentType,
      "content-length": String(contentLength),
      ...this.parts.api.quotaHeaders(this.parts.call),
    });
  }

  answer(): void {
    const answer = this.handle();
    this.beginAnswer(answer, Buffer.byteLength(answer.body)).end(answer.body);
  }
}
