import { randomUUID } from "node:crypto";
import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";
import type { Bell } from "./bell";
import { type Claim, claimIn } from "./claim";
import type { Home } from "./home";
import { pauseAway } from "./pace";
import type { Place } from "./place";
import type { Rest } from "./rest";
import { sizeText, type WorkerSettings } from "./settings";

/** What the claiming loop works with, and what it asks of its worker. */
interface ClaimsParts {
  baton: Baton;
  settings: WorkerSettings;
  home: Pick<Home, "claims">;
  place: Place;
  /** The process, as Baton lists it. */
  self: { host: string; pid: number; version: string };
  rest: Rest;
  /** Rings when there may be a free place, or something is no longer in the way. */
  changed: Bell;
  /** The agent is there, and not to be made again if it is dismissed. */
  isMade: boolean;
  /** Whether the workers of this process have no place free. */
  isFull(): boolean;
  /** How many programs of this worker work now. */
  working(): number;
  isPaused(): boolean;
  /** How many runs wait for nothing but that Baton takes their results: they need no program, and keep no place. */
  stuck(): number;
  /** Whether a result of a run that is over here has not arrived. */
  hasUndelivered(): boolean;
  begin(claim: Claim): void;
  /** Why nothing is claimed, when that changes; null when something is. */
  condition(condition: string | null): void;
  note(event: string, message: string): void;
}

const POLL_SECONDS = 50;
/** As many runs does Baton let an agent have. */
const MOST_AT_ONCE = 20;
/** Beyond what the server waits: for the way there and back. */
const PATIENCE_MS = 20_000;
const RECHECK_DISK_MS = 15_000;
const RECHECK_MS = 1_000;
const ASKED = "asked";

interface Obstacle {
  condition?: string;
  recheckMs?: number;
  isDisk?: boolean;
}

/** Asks Baton for work while there is a free place and nothing is in the way, one claim at a time. */
export class Claims {
  readonly #parts: ClaimsParts;
  #polling: AbortController | null = null;
  #isEnding = false;
  #freeBytes: number | null = null;
  #tries = 0;
  #wasAway = false;
  #hasClaimed = false;
  #gaveUp: string | null = null;

  constructor(parts: ClaimsParts) {
    this.#parts = parts;
  }

  get freeBytes(): number | null {
    return this.#freeBytes;
  }

  async readFreeBytes(): Promise<void> {
    this.#freeBytes = await this.#parts.place.freeBytes();
  }

  /** Why it ended before it had asked for all there is: it was to do what is ready once, and the disk is full. */
  get gaveUp(): string | null {
    return this.#gaveUp;
  }

  /** Claims until it is told to end. */
  async run(): Promise<void> {
    const { changed, condition, settings, working } = this.#parts;
    while (!this.#isEnding) {
      const obstacle = await this.#obstacle();
      condition(obstacle?.condition ?? null);
      // What works may free the disk when it ends; otherwise nothing here would.
      if (obstacle?.isDisk && settings.once && working() === 0) {
        this.#gaveUp = obstacle.condition ?? null;
        this.#isEnding = true;
      } else if (obstacle) await changed.wait(obstacle.recheckMs);
      else if (!this.#isEnding) await this.#claim();
    }
  }

  end(): void {
    this.#isEnding = true;
    this.#parts.changed.ring();
    this.interrupt();
  }

  /** Breaks a waiting poll off, to look at the obstacles anew. */
  interrupt(): void {
    this.#polling?.abort();
  }

  /** Why nothing is claimed now, and when to look again; without a time when something changes. */
  async #obstacle(): Promise<Obstacle | null> {
    const { settings, rest, isFull, isPaused, hasUndelivered } = this.#parts;
    if (isFull() || isPaused()) return {};
    await this.readFreeBytes();
    if (this.#freeBytes !== null && this.#freeBytes < settings.minFreeBytes) {
      const left = `${sizeText(this.#freeBytes)} of disk space are left at ${settings.repo}`;
      const condition = `Takes no work: ${left}, and ${sizeText(settings.minFreeBytes)} is the least it works with`;
      return { condition, recheckMs: RECHECK_DISK_MS, isDisk: true };
    }
    const resting = rest.rest;
    if (resting) return { condition: resting.condition, recheckMs: resting.ms };
    // A result that waits would be claimed and done a second time if its run was given up meanwhile.
    return hasUndelivered() ? { recheckMs: RECHECK_MS } : null;
  }

  async #claim(): Promise<void> {
    const { baton, settings, self, begin, stuck, isMade } = this.#parts;
    const isWaiting = settings.intervalMs === null && !settings.once;
    this.#polling = new AbortController();
    try {
      const poll = await baton.call(
        "tasks.poll_post",
        {
          body: {
            agent: settings.name,
            claim_id: this.#claimId(),
            max_capacity: Math.min(MOST_AT_ONCE, settings.concurrency + stuck()),
            worker: self,
            wait: isWaiting ? POLL_SECONDS : 0,
            ...(isMade ? { existing: true } : {}),
            turns: settings.backend !== "none",
            ...(settings.commands && {
              commands: settings.backend === "none" ? ("only" as const) : true,
            }),
            ...(settings.workType === null ? {} : { work_type: settings.workType }),
          },
        },
        {
          signal: this.#polling.signal,
          timeoutMs: POLL_SECONDS * 1_000 + PATIENCE_MS,
          patienceMs: 0,
        },
      );
      this.#isBack();
      const claim = claimIn(poll);
      if (claim) {
        this.#hasClaimed = true;
        begin(claim);
        return this.#heard();
      }
      if (poll.reason === "claim_ended") this.#heard();
      await this.#afterNothing(poll.reason);
    } catch (error) {
      if (!this.#polling.signal.aborted) await this.#afterRefusal(error);
    } finally {
      this.#polling = null;
    }
  }

  /** Kept on the disk until it was answered: what was claimed is not lost with its answer, also when the worker is killed meanwhile. */
  #claimId(): string {
    const { claims } = this.#parts.home;
    const asked = claims.get(ASKED);
    if (asked !== null) return asked;
    const id = randomUUID();
    claims.put(ASKED, id);
    return id;
  }

  #heard(): void {
    this.#parts.home.claims.remove(ASKED);
  }

  async #afterNothing(reason: Answer<"tasks.poll_post">["reason"]): Promise<void> {
    const { settings, changed, working, note } = this.#parts;
    if (reason === "claim_ended") return;
    if (settings.once) {
      if (working() > 0) return changed.wait();
      this.#isEnding = true;
      if (!this.#hasClaimed) note("nothing", `Nothing was ready for ${settings.name}`);
      return;
    }
    if (settings.intervalMs !== null) return changed.wait(settings.intervalMs);
    // It waited at the server, unless the agent holds as much as it may elsewhere.
    if (reason === "at_capacity") await changed.wait(RECHECK_MS);
  }

  async #afterRefusal(error: unknown): Promise<void> {
    const { changed, note } = this.#parts;
    const message = error instanceof Error ? error.message : String(error);
    if (!this.#wasAway) note("away", `Baton cannot be asked for work: ${message}`);
    this.#wasAway = true;
    this.#tries++;
    const asked = error instanceof Refused ? (error.retryAfter ?? 0) * 1_000 : 0;
    await changed.wait(Math.max(asked, pauseAway(this.#tries)));
  }

  #isBack(): void {
    if (this.#wasAway) this.#parts.note("back", "Baton answers again");
    this.#wasAway = false;
    this.#tries = 0;
  }
}
