/** One task after the other, in the order in which they came. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  run<T>(task: () => Promise<T>): Promise<T> {
    this.#length += 1;
    const result = this.#tail.then(task);
    this.#tail = result.then(
      () => (this.#length -= 1),
      () => (this.#length -= 1),
    );
    return result;
  }

  /** Until nothing is waiting any more, tasks that tasks have added included. */
  async drained(): Promise<void> {
    while (this.#length > 0) await this.#tail;
  }
}
