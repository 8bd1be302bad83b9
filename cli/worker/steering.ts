import type { Answer, Baton } from "@/client/client";
import type { Steer, Words } from "./programs/program";

type Message = Answer<"runs.take_messages">["messages"][number];

/** After a turn, its result waits no longer for what people may have said. */
const PATIENCE_MS = 10_000;

/**
 * What people say to a run, on its way to the program that works on it. Nothing is said twice to one program; what it has not heard when
 * its turn ends is said to it after the turn.
 */
export class Steering {
  readonly #baton: Baton;
  readonly #run: number;
  #listener: ((words: Words) => void) | null = null;
  readonly #given = new Set<number>();
  /** Heard, which Baton does not know yet. */
  readonly #heard = new Set<number>();
  #taking: Promise<unknown> = Promise.resolve();

  constructor(baton: Baton, run: number) {
    this.#baton = baton;
    this.#run = run;
  }

  /** For the program: it listens while it works. */
  readonly listen: Steer = (listener) => {
    this.#listener = listener;
  };

  /** Somebody said something that is to be heard at once. False if that cannot be now: no program listens, or Baton is away. */
  async now(): Promise<boolean> {
    if (this.#listener === null) return false;
    try {
      const messages = await this.#take("running");
      for (const message of messages) this.#give(message);
      return true;
    } catch {
      return false;
    }
  }

  #give(message: Message): void {
    if (this.#given.has(message.seq) || this.#listener === null) return;
    this.#given.add(message.seq);
    this.#listener({
      text: textOf(message),
      heard: () => {
        this.#heard.add(message.seq);
        void this.#take("running").catch(() => undefined);
      },
    });
  }

  /** The turn has ended: everything that is to be said next, or null. Nobody listens until the next turn. */
  async after(): Promise<Words | null> {
    this.#listener = null;
    const messages = await this.#take("ended").catch(() => []);
    const unheard = messages.filter(({ seq }) => !this.#heard.has(seq));
    if (unheard.length === 0) return null;
    return {
      text: unheard.map(textOf).join("\n\n"),
      heard: () => {
        for (const { seq } of unheard) this.#heard.add(seq);
      },
    };
  }

  /** One at a time: two answers at once would give a message twice. */
  #take(turn: "running" | "ended"): Promise<Message[]> {
    const taken = this.#taking.then(async () => {
      const delivered = [...this.#heard];
      const path = { id: String(this.#run) };
      const { messages } = await this.#baton.call(
        "runs.take_messages",
        { path, body: { turn, ...(delivered.length > 0 ? { delivered } : {}) } },
        { patienceMs: PATIENCE_MS, again: true },
      );
      return messages;
    });
    this.#taking = taken.catch(() => undefined);
    return taken;
  }
}

const textOf = ({ created_by: by, text }: Message): string => `A message from ${by}:\n\n${text}`;
