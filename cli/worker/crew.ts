import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";
import { Bell } from "./bell";
import type { Note } from "./note";
import { pauseAway } from "./pace";

type Agents = Answer<"profiles.agents">["agents"];
type Agent = Agents[number];

/** The worker of one agent, as its crew directs it. */
export interface Member {
  work(): Promise<void>;
  drain(withinMs: number | null): void;
  stop(reason: string): void;
  /** Lets go of what it keeps on the machine. */
  close(): void;
}

interface CrewParts {
  baton: Baton;
  profile: string;
  /** Ends when nothing is left to do for the agents that there are now. */
  once: boolean;
  /** Throws a failure where the agent cannot be served now. */
  member(agent: Agent): Promise<Member>;
  note(note: Note): void;
}

const WAIT_SECONDS = 60;
/** Beyond what the server waits: for the way there and back. */
const PATIENCE_MS = 20_000;
/** Agents of other runtimes are called by Baton. */
const SERVED: readonly string[] = ["worker", "pull"] satisfies Agent["runtime"][];

/**
 * One worker for each agent that is made from a profile, in one process: it follows the list of them, begins to serve an agent as soon as there is
 * one, and stops when it is dismissed.
 */
export class Crew {
  readonly #parts: CrewParts;
  readonly #members = new Map<string, { id: number; member: Member }>();
  /** Those that were told to end, or had nothing left to do: they are not served again. */
  readonly #over = new Set<number>();
  /** Rings when a worker has ended. */
  readonly #changed = new Bell();
  /** The list is acted upon once at a time. */
  #serving: Promise<void> = Promise.resolve();
  #agents: Agents = [];
  #following: AbortController | null = null;
  #isEnding = false;
  /** What the first worker ended with that failed; one that is to work once is not tried again. */
  #failure: Error | null = null;
  #end: (member: Member) => void = () => undefined;

  constructor(parts: CrewParts) {
    this.#parts = parts;
  }

  /** Serves the agents until it is told to end. Throws a failure for a profile that is not there, or that of a worker that was to work once. */
  async work(): Promise<void> {
    const { profile, once, note } = this.#parts;
    const version = await this.#read(undefined);
    note({ event: "started", message: `Serves the agents made from ${profile}: ${this.#names()}` });
    await this.#serve();
    if (!once) await this.#follow(version);
    while (this.#members.size > 0) await this.#changed.wait();
    await this.#serving;
    if (once && this.#failure !== null) throw this.#failure;
  }

  async #follow(first: string): Promise<void> {
    const { profile, note } = this.#parts;
    let version = first;
    for (let tries = 0; !this.#isEnding; ) {
      try {
        version = await this.#read(version);
        tries = 0;
        await this.#serve();
      } catch (error) {
        if (this.#isEnding) return;
        if (error instanceof Refused && error.status === 404) {
          note({ event: "gone", message: `The profile ${profile} is gone` });
          return this.drain(null);
        }
        await new Promise<void>((resolve) => {
          setTimeout(resolve, pauseAway(++tries));
        });
      }
    }
  }

  /** Every worker finishes what it has, and no other begins. */
  drain(withinMs: number | null): void {
    this.#endAll((member) => member.drain(withinMs));
  }

  stop(reason: string): void {
    this.#endAll((member) => member.stop(reason));
  }

  #endAll(end: (member: Member) => void): void {
    this.#isEnding = true;
    this.#end = end;
    this.#following?.abort();
    for (const { member } of this.#members.values()) end(member);
    this.#changed.ring();
  }

  async #read(known: string | undefined): Promise<string> {
    const { baton, profile } = this.#parts;
    const isWaiting = known !== undefined;
    this.#following = new AbortController();
    const { agents, version } = await baton.call(
      "profiles.agents",
      {
        path: { name: profile },
        query: isWaiting ? { wait: String(WAIT_SECONDS), version: known } : {},
      },
      isWaiting
        ? {
            signal: this.#following.signal,
            timeoutMs: WAIT_SECONDS * 1_000 + PATIENCE_MS,
            patienceMs: 0,
          }
        : { again: true },
    );
    this.#agents = agents.filter(({ runtime }) => SERVED.includes(runtime));
    return version;
  }

  /** Serves whom it does not serve yet, and lets go of who is not in the list any more. */
  #serve(): Promise<void> {
    this.#serving = this.#serving.then(async () => {
      const wanted = new Map(this.#agents.map((agent) => [agent.name, agent]));
      for (const [name, { id, member }] of this.#members) {
        if (wanted.get(name)?.id !== id) member.stop("the agent was dismissed");
      }
      for (const agent of wanted.values()) {
        const isServed = this.#members.has(agent.name) || this.#over.has(agent.id);
        if (!isServed && !this.#isEnding) await this.#begin(agent);
      }
    });
    return this.#serving;
  }

  async #begin(agent: Agent): Promise<void> {
    const { id, name } = agent;
    try {
      const member = await this.#parts.member(agent);
      this.#members.set(name, { id, member });
      if (this.#isEnding) this.#end(member);
      void this.#untilOver(agent, member);
    } catch (error) {
      this.#skipped(name, error);
    }
  }

  async #untilOver({ id, name }: Agent, member: Member): Promise<void> {
    try {
      await member.work();
      this.#over.add(id);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#skipped(name, error);
    }
    member.close();
    this.#members.delete(name);
    this.#changed.ring();
    // There may be another agent of its name by now.
    if (this.#over.has(id) && !this.#isEnding) await this.#serve();
  }

  /** It is tried again with the next answer, within a minute. */
  #skipped(agent: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#parts.note({ event: "skipped", message: `not served now: ${why}`, agent });
  }

  #names(): string {
    return this.#agents.map(({ name }) => name).join(", ") || "none yet";
  }
}
