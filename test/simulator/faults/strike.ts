import { Readable, pipeline } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Exchange } from "../exchange";
import { strikeBeneath } from "../tls/beneath";
import type { FaultAction } from "./faults";

type Doing<Kind extends FaultAction["do"]> = Extract<FaultAction, { do: Kind }>;

/** Plays one fault on one exchange. */
export async function strike(action: FaultAction, exchange: Exchange): Promise<void> {
  if ("handled" in action && action.handled) exchange.handle();
  switch (action.do) {
    case "reset":
      exchange.reset();
      return;
    case "silence":
      return;
    case "delay":
      await pause(action.milliseconds, undefined, { signal: exchange.closing });
      exchange.answer();
      return;
    case "answer":
      answerInstead(action, exchange);
      return;
    case "turn-away":
      turnAway(action, exchange);
      return;
    case "truncate":
      truncate(action, exchange);
      return;
    case "drip":
      await drip(action, exchange);
      return;
    case "flood":
      await flood(action, exchange);
      return;
    case "garbage":
      exchange.socket.end("\u0016\u0003\u0001 this is not HTTP\r\n\r\n");
      return;
    case "beneath TLS":
      strikeBeneath(action.what, exchange.wire);
  }
}

function answerInstead({ status, headers = {}, body = "" }: Doing<"answer">, exchange: Exchange): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const contentType = typeof body === "string" ? "text/plain" : "application/json";
  exchange.begin(status, { "content-type": contentType, ...headers }).end(text);
}

function turnAway({ status, seconds, told }: Doing<"turn-away">, exchange: Exchange): void {
  const headers: Record<Doing<"turn-away">["told"], Record<string, string>> = {
    "retry-after-seconds": { "retry-after": String(seconds) },
    "retry-after-date": { "retry-after": new Date(exchange.now + seconds * 1000).toUTCString() },
    "x-ratelimit-reset": {
      "x-ratelimit-limit": "1000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(seconds),
    },
    "not-at-all": {},
  };
  const message = status === 429 ? "Rate limit exceeded" : "Service unavailable";
  const body = JSON.stringify({ error: { status, message } });
  exchange.begin(status, { "content-type": "application/json", ...headers[told] }).end(body);
}

function truncate({ ending }: Doing<"truncate">, exchange: Exchange): void {
  const answer = exchange.handle();
  const whole = Buffer.from(answer.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  if (ending === "clean") {
    exchange.beginAnswer(answer, half.length).end(half);
    return;
  }
  exchange.beginAnswer(answer, whole.length).write(half, () => exchange.socket.destroy());
}

async function drip({ millisecondsPerByte }: Doing<"drip">, exchange: Exchange): Promise<void> {
  const answer = exchange.handle();
  const bytes = Buffer.from(answer.body);
  const response = exchange.beginAnswer(answer, bytes.length);
  response.flushHeaders();
  for (const byte of bytes) {
    await pause(millisecondsPerByte, undefined, { signal: exchange.closing });
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
  }
  response.end();
}

/** Its envelope would be the API's; only the text within is too long. */
async function flood({ status, bytes }: Doing<"flood">, exchange: Exchange): Promise<void> {
  const [head, tail] = status < 400 ? ['{"data":{"id":"', '"}}'] : ['{"error":{"message":"', '"}}'];
  const length = Number.isFinite(bytes) ? { "content-length": String(bytes) } : undefined;
  const response = exchange.begin(status, { "content-type": "application/json", ...length });
  const body = Readable.from(padded(head, tail, bytes));
  // Ends with an error whenever the client has had enough, which is what this fault is for.
  await new Promise<void>((resolve) => {
    pipeline(body, response, () => {
      resolve();
    });
  });
}

function* padded(head: string, tail: string, bytes: number): Generator<Buffer> {
  const filler = Buffer.alloc(65_536, "x");
  yield Buffer.from(head);
  let missing = bytes - head.length - tail.length;
  for (; missing > 0; missing -= filler.length) yield filler.subarray(0, Math.min(missing, filler.length));
  yield Buffer.from(tail);
}
