import type { Answer, Baton } from "@/client/client";
import { followEvents } from "@/client/follow";
import type { Output } from "../output/output";
import { harmless } from "../output/table";

export type Run = Answer<"runs.read">["run"];

/**
 * Waits until a run has ended, and prints what it says meanwhile, a line at a time. The events say when there is more to read, so waiting
 * asks for nothing. What it says then that was not printed comes at the end.
 */
export async function untilEnded(
  baton: Baton,
  id: number,
  out: Output,
  signal: AbortSignal,
): Promise<Run> {
  const path = { id: String(id) };
  const lines = new Lines(out);
  const stop = new AbortController();
  let after = 0;
  const read = async (): Promise<boolean> => {
    const query = { after_seq: String(after) };
    const { chunks, is_open: isOpen } = await baton.call(
      "runs.chunks",
      { path, query },
      { signal },
    );
    for (const { seq, kind, data } of chunks) {
      after = seq;
      if (kind === "text" && isOpen) await lines.add(data);
    }
    return isOpen;
  };
  const either = AbortSignal.any([signal, stop.signal]);
  for await (const heard of followEvents(baton, { types: ["run"], signal: either })) {
    if (heard.kind === "lost" || heard.kind === "position") continue;
    if (heard.kind === "event" && !isAbout(heard.json, id)) continue;
    if (!(await read())) break;
  }
  stop.abort();
  signal.throwIfAborted();
  const { run } = await baton.call("runs.read", { path }, { signal });
  await lines.end(run.output ?? "");
  return run;
}

const isAbout = (json: string, id: number): boolean =>
  (JSON.parse(json) as { run_id?: number | null }).run_id === id;

/** Prints text that comes in pieces, line by line. */
class Lines {
  #printed = "";
  #pending = "";
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  async add(text: string): Promise<void> {
    if (this.#out.json) return;
    this.#pending += text;
    const end = this.#pending.lastIndexOf("\n");
    if (end === -1) return;
    await this.#print(this.#pending.slice(0, end + 1));
    this.#pending = this.#pending.slice(end + 1);
  }

  /** Prints what is left of the whole text. If that is another text than the one that was printed, all of it. */
  async end(whole: string): Promise<void> {
    if (this.#out.json) return;
    const rest = whole.startsWith(this.#printed) ? whole.slice(this.#printed.length) : whole;
    if (rest.trim() !== "") await this.#print(rest);
  }

  async #print(text: string): Promise<void> {
    this.#printed += text;
    await this.#out.line(harmless(text.replace(/\n$/, "")));
  }
}
