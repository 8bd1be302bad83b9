import type { Baton } from "@/client/client";
import type { Claim } from "./claim";
import type { Home } from "./home";
import type { Outbox } from "./outbox";
import type { Place } from "./place";
import type { Program } from "./programs/program";
import type { Seats } from "./seats";
import type { WorkerSettings } from "./settings";

/** What every attempt of a worker works with. */
export interface Workshop {
  baton: Baton;
  program: Program;
  settings: WorkerSettings;
  home: Home;
  outbox: Outbox;
  place: Place;
  /** The places that the workers of this process share. */
  seats: Seats;
}

/** How an attempt ended, as far as the next claim depends on it. */
export type AttemptEnd =
  | { is: "done" }
  | { is: "failed"; error: string }
  /** The program cannot work at all, and other tasks would fare the same. */
  | { is: "unusable"; error: string }
  /** Baton ended the run, the work was handed back, or it waits for a person. */
  | { is: "ended" }
  /** It asked a person and ended its turn, and the answer came meanwhile: it is called again with it. */
  | { is: "answered"; claim: Claim };
