import type { ResourceProvider } from "./resourceProvider";

/** Nobody can say what would change: the row is shown as an update with this warning. */
export class DiffUnavailableError extends Error {
  override readonly name = "DiffUnavailableError";
  constructor() {
    super(
      "The provider for this resource has inputs that are not known during preview.\n" +
        "This preview may not correctly represent the changes that will be applied during an update.",
    );
  }
}

/** Stands in, in previews, for a provider whose own configuration is not known yet. */
export class UnconfiguredProvider implements ResourceProvider {
  check({ news }: Parameters<ResourceProvider["check"]>[0]) {
    return Promise.resolve({ inputs: news, failures: [] });
  }

  diff(): Promise<never> {
    return Promise.reject(new DiffUnavailableError());
  }

  create() {
    return Promise.resolve({ id: "", outputs: {} });
  }

  read({ id }: Parameters<ResourceProvider["read"]>[0]) {
    return Promise.resolve({ id, outputs: {}, inputs: {} });
  }

  update() {
    return Promise.resolve({ outputs: {} });
  }

  delete() {
    return Promise.resolve();
  }
}
