import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands before a server, notes what clients send to it, and passes everything on, broken connections too. */
export class Wiretap {
  readonly requests: WireRequest[] = [];
  /** Where the server is, without a slash at the end. */
  target = "";
  private readonly server = createServer((request, response) => void this.pass(request, response));

  static async open(target = ""): Promise<Wiretap> {
    const tap = new Wiretap();
    tap.target = target;
    tap.server.listen(0, "127.0.0.1");
    await once(tap.server, "listening");
    return tap;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The requests for an import since the last time. */
  takeImports(): WireRequest[] {
    return this.requests.splice(0).filter(({ method, url }) => method === "POST" && /\/import$/.test(url));
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", rawHeaders } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    this.requests.push({ method, url, headers: headersOf(rawHeaders), body: body.toString("utf8") });
    forward(this.target + url, { method, headers: headersOf(rawHeaders), agent: false })
      .on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
        answer.pipe(response);
      })
      .on("error", () => response.destroy())
      .end(body);
  }
}

function headersOf(raw: readonly string[]): Record<string, string> {
  const names = raw.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(names.map((name, index) => [name.toLowerCase(), raw[2 * index + 1] ?? ""]));
}

/** With a tap of its own, closed afterwards. */
export async function onWiretap<Result>(listen: (tap: Wiretap) => Promise<Result>): Promise<Result> {
  const tap = await Wiretap.open();
  try {
    return await listen(tap);
  } finally {
    tap.close();
  }
}
