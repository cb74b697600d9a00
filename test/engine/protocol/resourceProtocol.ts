import type { ResourceCalls } from "../core/provider/providerClient";
import { fromStruct } from "./struct";
import { checkAnswer, diffAnswer, readAnswer } from "./answers";
import {
  checkRequest,
  createRequest,
  deleteRequest,
  diffRequest,
  readRequest,
  updateRequest,
} from "./requests";
import type { Transport } from "./transport";

type Of<Call extends keyof ResourceCalls> = Parameters<ResourceCalls[Call]>[0];

/** The calls about one resource, in the messages of the protocol. */
export class ResourceProtocol implements ResourceCalls {
  constructor(protected readonly transport: Transport) {}

  async check(request: Of<"check">) {
    return checkAnswer(await this.transport.call("check", checkRequest(request)));
  }

  async diff(request: Of<"diff">) {
    return diffAnswer(await this.transport.call("diff", diffRequest(request)));
  }

  async create(request: Of<"create">) {
    const response = await this.transport.call("create", createRequest(request));
    return { id: response.getId(), properties: fromStruct(response.getProperties()) };
  }

  async read(request: Of<"read">) {
    return readAnswer(await this.transport.call("read", readRequest(request)));
  }

  async update(request: Of<"update">) {
    const response = await this.transport.call("update", updateRequest(request));
    return { properties: fromStruct(response.getProperties()) };
  }

  async delete(request: Of<"delete">): Promise<void> {
    await this.transport.call("delete", deleteRequest(request));
  }
}
