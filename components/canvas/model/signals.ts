/** Tells each node alone that something about it changed, so that one event draws one node. */
export class Signals {
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #revisions = new Map<number, number>();

  readonly #every = new Set<() => void>();

  /** Counts up whenever `id` is to be drawn again. */
  revision(id: number): number {
    return this.#revisions.get(id) ?? 0;
  }

  bump(...ids: (number | null)[]): void {
    for (const listener of this.#every) listener();
    for (const id of ids) {
      if (id === null) continue;
      this.#revisions.set(id, this.revision(id) + 1);
      for (const listener of this.#listeners.get(id) ?? []) listener();
    }
  }

  /** For what draws all nodes at once. */
  subscribeAll(listener: () => void): () => void {
    this.#every.add(listener);
    return () => {
      this.#every.delete(listener);
    };
  }

  subscribe(id: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }
}

/** One value that components follow. */
export class Signal<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
}
