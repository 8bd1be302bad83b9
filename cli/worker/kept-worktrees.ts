import type { Answer } from "@/client/client";
import type { Place } from "./place";

type Unpicked = Answer<"workers.report">["unpicked"][number];

/** As many tasks does Baton take in one report. */
const MOST_TASKS = 100;

/** The worktrees that runs left for the verdict on their work. Those of work that was not picked are removed when Baton says so. */
export class KeptWorktrees {
  readonly #place: Place;
  readonly #note: (message: string, task: string) => void;
  /** What was dealt with; of what stays Baton would tell again and again. */
  readonly #over = new Set<number>();

  constructor(place: Place, note: (message: string, task: string) => void) {
    this.#place = place;
    this.#note = note;
  }

  /** The tasks that Baton is asked about, newest first. */
  async tasks(): Promise<number[]> {
    const idle = (await this.#place.idleTasks?.().catch(() => [])) ?? [];
    return idle.filter((task) => !this.#over.has(task)).slice(0, MOST_TASKS);
  }

  async remove({ task_id: id, ticket_ref: task, commit, picked }: Unpicked): Promise<void> {
    this.#over.add(id);
    const said = await this.#place
      .removeUnpicked?.({ id, commit })
      .catch((error: Error) => [error.message]);
    for (const each of said ?? []) this.#note(`${picked} was picked, not ${task}: ${each}`, task);
  }
}
