import { loaderText } from "../../provider/program/loader";
import {
  engineService,
  GrpcProviderClient,
  type GrpcServer,
  type JsonObject,
  ProviderCallError,
  type ProviderClient,
  type ProviderHost,
  SerialQueue,
  serve,
  startProvider,
} from "@test/engine";
import { fastTime } from "../stage/time";
import { sourceVariables } from "./declaration";

/** How many times as fast as a wall clock those of the provider and of the simulator go. */
export const speed = 20;

const factory = require.resolve("./fastProvider.cjs");

/** A text of its own makes the process load a provider of its own, as a new process would. */
const textOf = (operation: number): string =>
  `exports.handler = () => require(${JSON.stringify(factory)}).newProvider(); // ${operation}`;

/**
 * One real dynamic-provider process for all operations of many stacks. Each operation gets a provider of its own
 * in it, configured by itself: what a provider remembers is to last for one operation and no longer.
 */
export class SharedProvider implements ProviderHost {
  private operations = 0;
  private readonly configuring = new SerialQueue();

  private constructor(
    private readonly client: GrpcProviderClient,
    private readonly engine: GrpcServer,
    /** What was printed or logged, for whoever looks for secrets in it. */
    readonly shown: readonly string[],
  ) {}

  static async open(): Promise<SharedProvider> {
    const shown: string[] = [];
    const engine = await serve([engineService(({ message }) => void shown.push(message))]);
    const process_ = await startProvider({
      cwd: process.cwd(),
      env: {
        ...{ PATH: process.env["PATH"], HOME: process.env["HOME"], NO_PROXY: "127.0.0.1" },
        ...fastTime(speed).env,
        ...sourceVariables(),
      },
      project: "shop",
      engineAddress: engine.address,
      onLine: (line) => shown.push(line),
    });
    return new SharedProvider(new GrpcProviderClient(process_), engine, shown);
  }

  start(): Promise<ProviderClient> {
    this.operations += 1;
    return Promise.resolve(new OneOperation(this.client, textOf(this.operations), this.configuring));
  }

  async close(): Promise<void> {
    await this.client.close();
    this.engine.close();
  }
}

/** The way to one provider in the shared process: its text goes there in place of the stored one, and back. */
class OneOperation implements ProviderClient {
  constructor(
    private readonly client: ProviderClient,
    private readonly text: string,
    private readonly configuring: SerialQueue,
  ) {}

  /** A provider is configured with the first call that names it, by whatever the process was told last. */
  async configure(config: JsonObject): Promise<void> {
    await this.configuring.run(async () => {
      await this.client.configure(config);
      await this.client.check({ urn: "urn:pulumi:s::p::t::n", olds: {}, news: { __provider: this.text } });
    });
  }

  check = (request: Parameters<ProviderClient["check"]>[0]) =>
    this.call(request, (told) => this.client.check(told));
  diff = (request: Parameters<ProviderClient["diff"]>[0]) =>
    this.call(request, (told) => this.client.diff(told));
  create = (request: Parameters<ProviderClient["create"]>[0]) =>
    this.call(request, (told) => this.client.create(told));
  read = (request: Parameters<ProviderClient["read"]>[0]) =>
    this.call(request, (told) => this.client.read(told));
  update = (request: Parameters<ProviderClient["update"]>[0]) =>
    this.call(request, (told) => this.client.update(told));
  delete = (request: Parameters<ProviderClient["delete"]>[0]) =>
    this.call(request, (told) => this.client.delete(told));

  /** The process goes on. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async call<Request, Answer>(
    request: Request,
    send: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return retold(await send(retold(request, this.text)), loaderText);
    } catch (error) {
      if (!(error instanceof ProviderCallError) || error.initFailure === undefined) throw error;
      throw new ProviderCallError(error.message, error.outcomeUnknown, retold(error.initFailure, loaderText));
    }
  }
}

/** With another text in each bag of properties that has one. */
function retold<Message>(message: Message, text: string): Message {
  if (typeof message !== "object" || message === null) return message;
  const entries = Object.entries(message).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "object" && value !== null && "__provider" in value
      ? { ...value, __provider: text }
      : value,
  ]);
  return Object.fromEntries(entries) as Message;
}
