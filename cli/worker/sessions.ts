import type { Begun } from "./begin-run";
import type { Claim } from "./claim";
import type { Home } from "./home";
import type { Session } from "./programs/program";
import { sessionOf, turnPrompt } from "./turn";

/** How a run begins: in which session, and with what words. */
interface Beginning {
  session: Session | null;
  /** The session is that of another task, which goes on without what is said now. */
  isForked: boolean;
  prompt: string;
  /** What to say where the program does not have the session any more. */
  anew: string;
  /** A sentence for the run's log. */
  note: string | null;
}

/** What a run goes on with: the session of its task or conversation, or that of the stage of a workflow that its stage resumes. */
export class Sessions {
  readonly #home: Home;
  readonly #program: string;
  readonly #claim: Claim;
  #memory: string | null = null;
  #from: number | null = null;

  constructor(home: Home, program: string, claim: Claim) {
    this.#home = home;
    this.#program = program;
    this.#claim = claim;
  }

  begin(begun: Begun): Beginning {
    const { task, ref } = this.#claim;
    this.#memory = task === null ? sessionOf(begun) : ref;
    const own = this.#saved(this.#memory);
    if (task === null) {
      const [prompt, anew] = [own !== null, false].map((remembers) =>
        turnPrompt(begun, this.#claim, remembers),
      ) as [string, string];
      return { session: own?.session ?? null, isForked: false, prompt, anew, note: null };
    }
    const { prompt, resumes } = begun;
    if (resumes === null)
      return { session: own?.session ?? null, isForked: false, prompt, anew: prompt, note: null };
    const anew = `${resumes.told}\n\n${prompt}`;
    this.#from = resumes.run_id;
    // It went on from that very work already.
    if (own !== null && own.from === resumes.run_id)
      return { session: own.session, isForked: false, prompt, anew, note: null };
    const earlier = resumes.agent === begun.run.agent ? this.#saved(resumes.ticket_ref) : null;
    const where = `${resumes.stage}${resumes.ticket_ref === null ? "" : ` (${resumes.ticket_ref})`}`;
    if (earlier !== null)
      return {
        ...{ session: earlier.session, isForked: true, prompt, anew },
        note: `Goes on in the session of ${where}`,
      };
    const whose =
      resumes.agent === null || resumes.agent === begun.run.agent
        ? "is not on this machine"
        : `is that of ${resumes.agent}`;
    return {
      ...{ session: null, isForked: false, prompt: anew, anew },
      note: `The session of ${where} ${whose}: begins anew with what was said there`,
    };
  }

  /** `cwd` is the folder that its program worked in. */
  save(session: Session | null, cwd: string): void {
    const memory = this.#memory;
    if (session === null || memory === null) return;
    this.#home.sessions.put(memory, {
      ...{ task: memory, program: this.#program, cwd, session },
      ...(this.#from === null ? {} : { from: this.#from }),
      ...(this.#claim.task?.isStage ? { isStage: true } : {}),
    });
  }

  #saved(memory: string | null) {
    const saved = memory === null ? null : this.#home.sessions.get(memory);
    return saved?.program === this.#program ? saved : null;
  }
}
