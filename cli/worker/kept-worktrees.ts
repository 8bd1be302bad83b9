import type { Answer, Input } from "@/client/client";
import type { Place } from "./place";

type Done = NonNullable<NonNullable<Input<"workers.report">["body"]>["unpicked_done"]>[number];
type Unpicked = Answer<"workers.report">["unpicked"][number];

/** As many tasks does Baton take in one report. */
const MOST_TASKS = 100;
/** And of why a worktree stays. */
const MOST_CHARS = 500;

/** The worktrees that runs left for the verdict on their work. Those of work that was not picked are removed when Baton says so. */
export class KeptWorktrees {
  readonly #place: Place;
  readonly #note: (message: string, task: string) => void;
  /** What was dealt with; of what stays Baton would tell again and again. */
  readonly #over = new Set<number>();
  /** What Baton has not heard of that yet. */
  readonly #untold = new Map<number, Done>();

  constructor(place: Place, note: (message: string, task: string) => void) {
    this.#place = place;
    this.#note = note;
  }

  /** The tasks that Baton is asked about, newest first. */
  async tasks(): Promise<number[]> {
    const idle = (await this.#place.idleTasks?.().catch(() => [])) ?? [];
    return idle.filter((task) => !this.#over.has(task)).slice(0, MOST_TASKS);
  }

  /** What was done since Baton was last told of it. */
  untold(): Done[] {
    return [...this.#untold.values()].slice(0, MOST_TASKS);
  }

  told(done: readonly Done[]): void {
    for (const { task_id } of done) this.#untold.delete(task_id);
  }

  async remove({ task_id: id, ticket_ref: task, commit, picked }: Unpicked): Promise<void> {
    this.#over.add(id);
    const dealt = await this.#place
      .removeUnpicked?.({ id, commit })
      .catch((error: Error) => [{ said: error.message, stays: error.message }]);
    for (const { said } of dealt ?? [])
      this.#note(`${picked} was picked, not ${task}: ${said}`, task);
    if (!dealt?.length) return;
    const stays = dealt.find((each) => each.stays !== null)?.stays ?? null;
    this.#untold.set(id, {
      task_id: id,
      stays: stays?.replace(/\s+/g, " ").slice(0, MOST_CHARS) ?? null,
    });
  }
}
