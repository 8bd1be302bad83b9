import type { Queryable } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { eventHub } from "@/lib/events/hub";
import type { EventRow } from "@/lib/events/types";
import { givenBy, type Poll } from "./claim";
import { findAgentsWithWork, findPool, type PoolTask, type Wanted } from "./waiting-room.sql";

/** How often those who wait are compared with the queue, for what no event tells of: a lease that ran out. */
const LOOK_EVERY_MS = 15_000;

/** A waiting poll's place in the room. */
export class Place {
  readonly wanted: Wanted;
  /** Tasks of the pool that this poll was called for and has not tried to get yet. */
  private offers: PoolTask[] = [];
  private inHand: PoolTask[] = [];
  private called = false;
  private full = false;
  private wake: () => void = () => undefined;
  private readonly room: WaitingRoom;

  constructor(room: WaitingRoom, wanted: Wanted) {
    this.room = room;
    this.wanted = wanted;
  }

  /** Whether the agent had no capacity left when it last polled. */
  get isFull(): boolean {
    return this.full;
  }

  /** Tells the poll to try again: something changed for its agent, or there is this task for it. */
  call(offer?: PoolTask): void {
    this.called = true;
    if (offer) this.offers.push(offer);
    this.wake();
  }

  /** Resolves when the poll is called, and at once if it was since it last began to try. */
  untilCalled(ms: number, signal: AbortSignal): Promise<"called" | "time is up"> {
    if (this.called) return Promise.resolve("called");
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.wake = () => undefined;
        resolve(this.called ? "called" : "time is up");
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      this.wake = done;
    });
  }

  /** Polls; what the poll was called for and did not take is offered to the next who waits. */
  async poll(claim: () => Promise<Poll>): Promise<Poll> {
    this.called = false;
    this.inHand = this.offers.splice(0);
    const poll = await claim();
    this.full = poll.reason === "at_capacity";
    const taken = givenBy(poll).map(({ task }) => task.id);
    const others = this.inHand.splice(0).filter(({ id }) => !taken.includes(id));
    // Who found nothing at all saw that somebody else was faster.
    if (poll.run || this.full) for (const task of others) this.room.offer(task);
    return poll;
  }

  /** Gives the place up, when the poll is answered or its caller is gone. */
  leave(): void {
    this.room.remove(this);
    for (const task of [...this.inHand, ...this.offers]) this.room.offer(task);
  }
}

/**
 * The polls of this process that wait for work. An event calls only those that it concerns: the agent that has the task or had it,
 * and for a task that nobody has, one poll, the one that has waited longest.
 */
export class WaitingRoom {
  /** In the order in which they are called for tasks of the pool. */
  private readonly line = new Set<Place>();
  private readonly byAgent = new Map<string, Set<Place>>();
  private subscription: Promise<{ unsubscribe: () => void }> | undefined;
  private looking: NodeJS.Timeout | undefined;

  /** Adds a waiting poll. From then on it misses nothing that is committed. */
  async enter(db: Queryable, wanted: Wanted): Promise<Place> {
    const place = new Place(this, wanted);
    this.line.add(place);
    const ofAgent = this.byAgent.get(wanted.agent) ?? new Set();
    this.byAgent.set(wanted.agent, ofAgent.add(place));
    try {
      await this.open(db);
    } catch (error) {
      this.remove(place);
      throw error;
    }
    return place;
  }

  remove(place: Place): void {
    this.line.delete(place);
    const ofAgent = this.byAgent.get(place.wanted.agent);
    ofAgent?.delete(place);
    if (ofAgent?.size === 0) this.byAgent.delete(place.wanted.agent);
    if (this.line.size === 0) this.close();
  }

  /** Calls the poll that waits longest of those that may have the task; it goes to the end of the line. */
  offer(task: PoolTask): void {
    for (const place of this.line) {
      if (place.isFull || !isWanted(place.wanted, task)) continue;
      this.line.delete(place);
      this.line.add(place);
      place.call(task);
      return;
    }
  }

  private async open(db: Queryable): Promise<void> {
    this.looking ??= setInterval(() => void this.look(db), LOOK_EVERY_MS).unref();
    this.subscription ??= eventHub().subscribe((events) => this.hear(events));
    const subscription = this.subscription;
    try {
      await subscription;
    } catch (error) {
      if (this.subscription === subscription) this.subscription = undefined;
      throw error;
    }
  }

  private close(): void {
    clearInterval(this.looking);
    this.looking = undefined;
    this.subscription?.then(
      ({ unsubscribe }) => unsubscribe(),
      () => undefined,
    );
    this.subscription = undefined;
  }

  private hear(events: EventRow[]): void {
    for (const event of events) {
      const { agents, poolTask } = concernedBy(event);
      for (const agent of agents) this.callAgent(agent);
      if (poolTask) this.offer(poolTask);
    }
  }

  private callAgent(agent: string): void {
    for (const place of this.byAgent.get(agent) ?? []) place.call();
  }

  private async look(db: Queryable): Promise<void> {
    try {
      const waiting = [...this.line].map(({ wanted }) => wanted);
      for (const agent of await findAgentsWithWork(db, waiting)) this.callAgent(agent);
      for (const task of await findPool(db, waiting)) this.offer(task);
    } catch (error) {
      logger.debug({ err: (error as Error).message }, "the queue was not looked at");
    }
  }
}

/** Whether a poll that waits may have this task of the pool. */
export const isWanted = ({ projectId, workType, commands }: Wanted, task: PoolTask): boolean =>
  (task.isCommand ? commands !== false : commands !== "only") &&
  (projectId === null || projectId === task.projectId) &&
  (workType === null || workType === task.workType);

const IS_ABOUT_A_RUN = /^run\.(queued|updated|completed)$/;
const CHANGES_A_TASK =
  /^task\.(created|updated|status_changed|completed|escalated|deleted)$|^agent\.updated$/;

/** The agents that an event may give work or free a place, and the task that it puts into the pool. */
export function concernedBy(event: Pick<EventRow, "type" | "agent" | "data">): {
  agents: Set<string>;
  poolTask: PoolTask | null;
} {
  const agents = new Set<string>();
  // A turn that came, one that was answered, or one that ended and lets the next of its conversation begin.
  if (IS_ABOUT_A_RUN.test(event.type)) {
    const { trigger, state } =
      (event.data as { run?: { trigger?: string; state?: string } }).run ?? {};
    const isNews = event.type !== "run.updated" || state === "answered";
    if (trigger === "direct" && isNews && event.agent !== null) agents.add(event.agent);
    return { agents, poolTask: null };
  }
  if (!CHANGES_A_TASK.test(event.type)) return { agents, poolTask: null };
  const { changed, ...task } = event.data as {
    id?: number;
    project_id?: number;
    claimable?: boolean;
    command_ready?: boolean;
    assigned_to?: string | null;
    work_type?: string | null;
    changed?: { assigned_to?: [string | null, string | null] };
  };
  for (const agent of [event.agent, task.assigned_to, changed?.assigned_to?.[0]]) {
    if (agent) agents.add(agent);
  }
  const { id, project_id: projectId, claimable, assigned_to: holder, work_type: type } = task;
  const isCommand = task.command_ready === true;
  const isInPool =
    (claimable || isCommand) && holder === null && id !== undefined && projectId !== undefined;
  return {
    agents,
    poolTask: isInPool ? { id, projectId, workType: type ?? null, isCommand } : null,
  };
}

export const waitingRoom = new WaitingRoom();
