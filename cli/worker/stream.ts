import type { Baton, Input } from "@/client/client";
import { Refused } from "@/client/failures";

type Chunk = Omit<
  NonNullable<NonNullable<Input<"runs.add_chunks">["body"]>["chunks"]>[number],
  "key"
>;
export type ChunkKind = NonNullable<Chunk["kind"]>;

/** Parts wait this long for others, so that a talkative program costs a request a second. */
const EVERY_MS = 1_000;
const LONGEST_CHUNK = 32_768;
const LONGEST_BATCH = 256_000;
/** What waits while Baton is away. Beyond that the newest is left out: the result is not here but in the outbox. */
const MOST_WAITING = 512_000;

/** What a run says, on its way to Baton in batches. It never fails its run: what cannot be sent is left out. */
export class RunStream {
  readonly #baton: Baton;
  readonly #run: number;
  readonly #onClosed: () => void;
  #pending: Required<Chunk>[] = [];
  #unconfirmed: Required<Chunk>[] | null = null;
  #waiting = 0;
  #seq = 0;
  #leftOut = false;
  #isFull = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | null = null;

  /** `onClosed` is called when Baton says that the run is over. */
  constructor(baton: Baton, run: number, onClosed: () => void) {
    this.#baton = baton;
    this.#run = run;
    this.#onClosed = onClosed;
  }

  /** Adds text that was cleared of secrets. */
  say(kind: ChunkKind, text: string): void {
    if (text === "" || this.#isFull) return;
    if (this.#waiting + text.length > MOST_WAITING) {
      if (!this.#leftOut) this.#add("log", "[some of the output is left out here]\n");
      this.#leftOut = true;
      return;
    }
    for (let at = 0; at < text.length; at += LONGEST_CHUNK)
      this.#add(kind, text.slice(at, at + LONGEST_CHUNK));
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS);
  }

  #add(kind: ChunkKind, data: string): void {
    this.#waiting += data.length;
    const last = this.#pending.at(-1);
    // A call of a tool is one part: Baton counts those that repeat.
    const mayJoin = kind !== "tool" && last?.kind === kind;
    if (last && mayJoin && last.data.length + data.length <= LONGEST_CHUNK) last.data += data;
    else this.#pending.push({ kind, data });
  }

  /** Sends what waits, once; what does not arrive waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#sending) await this.#sending;
    if (!this.#hasMore()) return;
    this.#sending = this.#send().finally(() => {
      this.#sending = null;
      if (this.#hasMore()) this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS);
    });
    await this.#sending;
  }

  #hasMore(): boolean {
    return (this.#pending.length > 0 || this.#unconfirmed !== null) && !this.#isFull;
  }

  async #send(): Promise<void> {
    // A batch whose answer was lost may have arrived: it is sent again as it was.
    this.#unconfirmed ??= this.#batch();
    const batch = this.#unconfirmed;
    const path = { id: String(this.#run) };
    const body = { after: this.#seq, chunks: batch };
    try {
      const { has_room } = await this.#baton.call(
        "runs.add_chunks",
        { path, body },
        { patienceMs: 0 },
      );
      this.#seq += batch.length;
      this.#unconfirmed = null;
      if (!has_room) this.#isFull = true;
      if (this.#pending.length === 0) this.#leftOut = false;
    } catch (error) {
      if (error instanceof Refused && !error.isPassing && error.status < 500) {
        this.#isFull = true;
        if (error.code === "stale_run" || error.status === 404) this.#onClosed();
      }
    }
  }

  #batch(): Required<Chunk>[] {
    const batch: Required<Chunk>[] = [];
    let length = 0;
    for (let next = this.#pending[0]; next && batch.length < 200; next = this.#pending[0]) {
      if (batch.length > 0 && length + next.data.length > LONGEST_BATCH) break;
      batch.push(next);
      length += next.data.length;
      this.#pending.shift();
    }
    this.#waiting -= length;
    return batch;
  }

  /** Nothing more is said. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isFull = true;
  }
}
