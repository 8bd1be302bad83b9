import type { Baton } from "@/client/client";
import { Failure } from "../failure";
import { shown } from "../refusals";
import type { Session } from "../session";
import type { Key } from "./keys";
import { fleetOf, type Model, type TaskLine } from "./model";
import { promptFor, typed } from "./prompt";
import { agentLines, taskLines } from "./reading";
import type { Screen } from "./screen";
import {
  chosenAt,
  chosenRow,
  type Details,
  newUi,
  PANES,
  type Pane,
  type Prompt,
  rowsOf,
  targetTask,
  type Ui,
} from "./ui";
import { viewOf } from "./view";

/** The screen is drawn this often at most: ten times a second is at once for eyes, and little over ssh. */
const DRAW_EVERY_MS = 100;
/** How often ages and times to wait are drawn anew while nothing happens. */
const TICK_MS = 5_000;

interface AppOptions {
  session: Session;
  baton: Baton;
  model: Model;
  screen: Screen;
  /** Reads everything again. */
  refresh: () => void;
  leave: (how: "quit" | "interrupted") => void;
  /** Stops the process until it is continued. */
  suspend: () => void;
}

/** What happens between the keys and the screen. */
export class TopApp {
  private readonly ui: Ui = newUi();
  private readonly options: AppOptions;
  private drawing: NodeJS.Timeout | undefined;
  private drawnAt = 0;
  private ticking: NodeJS.Timeout | undefined;

  constructor(options: AppOptions) {
    this.options = options;
  }

  start(): void {
    this.ticking = setInterval(() => this.changed(), TICK_MS);
    this.draw();
  }

  stop(): void {
    clearTimeout(this.drawing);
    clearInterval(this.ticking);
  }

  /** Draws soon. */
  changed(): void {
    if (this.drawing) return;
    const inMs = Math.max(0, this.drawnAt + DRAW_EVERY_MS - Date.now());
    this.drawing = setTimeout(() => {
      this.drawing = undefined;
      if (this.options.screen.isReady) this.draw();
      else this.changed();
    }, inMs);
  }

  private draw(): void {
    const { model, screen } = this.options;
    this.drawnAt = Date.now();
    screen.draw(viewOf(model, this.ui, screen.size, Date.now()));
  }

  /** A pasted text goes into the line that is being typed, and nowhere else: it presses no keys. */
  paste(text: string): void {
    if (!this.ui.prompt) return;
    const name = text.replace(/\s+/g, " ");
    this.key({ name, text: name, ctrl: false, shift: false });
  }

  key(key: Key): void {
    this.act(key);
    this.changed();
  }

  private act(key: Key): void {
    const { ui } = this;
    if (key.ctrl && key.name === "c") this.options.leave("interrupted");
    else if (key.ctrl && key.name === "z") this.options.suspend();
    else if (ui.prompt) this.type(ui.prompt, key);
    else if (key.ctrl) {
      if (key.name === "l") this.redraw();
    } else {
      ui.said = null;
      const wasHelp = ui.help;
      ui.help = false;
      if (wasHelp && ["q", "?", "h", "escape"].includes(key.name)) return;
      const doIt =
        (ui.details ? this.inDetails(ui.details)[key.name] : undefined) ?? this.inPanes(key);
      doIt?.();
    }
  }

  private type(prompt: Prompt, key: Key): void {
    const next = typed(prompt, key);
    if (next === null || !("submitted" in next)) {
      this.ui.prompt = next;
      return;
    }
    this.ui.prompt = null;
    prompt.submit(next.submitted);
  }

  private redraw(): void {
    this.options.screen.forget();
    this.options.refresh();
  }

  /** What keys do while something is open. */
  private inDetails(details: Details): Record<string, () => void> {
    const page = Math.max(1, this.options.screen.size.rows - 5);
    const last = Math.max(0, (details.lines?.length ?? 0) - page);
    const scroll = (by: number) => () => {
      details.top = Math.max(0, Math.min(last, details.top + by));
    };
    const back = () => {
      this.ui.details = null;
    };
    return {
      escape: back,
      left: back,
      backspace: back,
      q: back,
      down: scroll(1),
      j: scroll(1),
      up: scroll(-1),
      k: scroll(-1),
      pagedown: scroll(page),
      " ": scroll(page),
      pageup: scroll(-page),
      b: scroll(-page),
      g: scroll(Number.NEGATIVE_INFINITY),
      G: scroll(Number.POSITIVE_INFINITY),
      return: () => undefined,
      enter: () => undefined,
    };
  }

  /** What a key does among the panes. */
  private inPanes(key: Key): (() => void) | undefined {
    const page = Math.max(1, Math.floor(this.options.screen.size.rows / 2));
    const move = (by: number) => () => this.move(by);
    const [first, last] = [move(Number.NEGATIVE_INFINITY), move(Number.POSITIVE_INFINITY)];
    const open = () => this.open();
    const help = () => {
      this.ui.help = true;
    };
    const actions: Record<string, () => void> = {
      q: () => this.options.leave("quit"),
      "?": help,
      h: help,
      return: open,
      enter: open,
      tab: () => this.turn(key.shift ? -1 : 1),
      right: () => this.turn(1),
      left: () => this.turn(-1),
      down: move(1),
      j: move(1),
      up: move(-1),
      k: move(-1),
      pagedown: move(page),
      " ": move(page),
      pageup: move(-page),
      b: move(-page),
      g: first,
      home: first,
      G: last,
      end: last,
      R: () => this.redraw(),
      a: () => this.judge("approved"),
      r: () => this.judge("rejected"),
      c: () => this.answer(),
      s: () => this.assign(),
      n: () => this.nudge(),
      t: () => this.retry(),
    };
    const pane = PANES[Number(key.name) - 1];
    if (pane) return () => this.goTo(pane);
    return Object.hasOwn(actions, key.name) ? actions[key.name] : undefined;
  }

  private goTo(pane: Pane): void {
    this.ui.pane = pane;
    this.ui.details = null;
  }

  private turn(by: number): void {
    const at = PANES.indexOf(this.ui.pane);
    this.ui.pane = PANES[(at + by + PANES.length) % PANES.length] as Ui["pane"];
  }

  private move(by: number): void {
    const { ui } = this;
    const rows = rowsOf(this.options.model, ui.pane);
    const at = chosenAt(ui, ui.pane, rows) + by;
    ui.chosen[ui.pane] = rows[Math.max(0, Math.min(rows.length - 1, at))]?.key ?? null;
  }

  private open(): void {
    const { baton, model, screen, session } = this.options;
    const row = chosenRow(model, this.ui);
    if (row === null) return;
    const { columns } = screen.size;
    if (row.kind === "agent") {
      const { agent } = row;
      const lines = agentLines(model, agent, columns);
      const title = `Agent ${agent.name}`;
      this.ui.details = { taskRef: null, agent: agent.name, title, lines, top: 0 };
      return;
    }
    const target = targetTask(model, this.ui);
    if (target === null) {
      this.say("This event is about no task.", true);
      return;
    }
    const details = { taskRef: target.ref, agent: null, title: target.ref, lines: null, top: 0 };
    this.ui.details = details;
    void this.attempt(null, async () => {
      const lines = await taskLines(baton, target.ref, columns, session.signal);
      if (this.ui.details === details) this.ui.details = { ...details, lines };
    });
  }

  private target(): { ref: string; task: TaskLine | null } | null {
    const target = targetTask(this.options.model, this.ui);
    if (target === null) this.say("Choose a task first.", true);
    return target;
  }

  private judge(verdict: "approved" | "rejected"): void {
    const target = this.target();
    if (target === null) return;
    const { ref, task } = target;
    if (task !== null && task.status !== "review") {
      this.say(`${ref} is ${task.status.replace("_", " ")}: it waits for no verdict.`, true);
      return;
    }
    const isApproval = verdict === "approved";
    const label = isApproval
      ? `Approve ${ref}, because (Enter approves):`
      : `Reject ${ref}; what is missing:`;
    this.ask(label, (text) => {
      if (!isApproval && text === "") {
        this.say("A rejection says what is missing.", true);
        return;
      }
      const notes = text === "" ? "Approved." : text;
      this.send(`${isApproval ? "Approved" : "Rejected"} ${ref}`, async (baton, signal) => {
        const path = { id: ref };
        // The work that is judged is the work as it is now: one that is handed in meanwhile is refused.
        const { task: now } = await baton.call("tasks.read", { path }, { signal });
        const body = { verdict, notes, etag: now.etag };
        await baton.call("tasks.judge", { path, body }, { signal });
      });
    });
  }

  private answer(): void {
    const target = this.target();
    if (target === null) return;
    const { ref } = target;
    this.ask(`Answer on ${ref}:`, (content) => {
      if (content === "") return;
      this.send(`Commented on ${ref}`, (baton, signal) =>
        baton.call("tasks.comment", { path: { id: ref }, body: { content } }, { signal }),
      );
    });
  }

  private assign(): void {
    const target = this.target();
    if (target === null) return;
    const { ref } = target;
    const names = fleetOf(this.options.model).map(({ name }) => name);
    const submit = (name: string) => {
      const body = { assigned_to: name === "" ? null : name };
      const done = name === "" ? `${ref} is nobody's` : `Assigned ${ref} to ${name}`;
      this.send(done, (baton, signal) =>
        baton.call("tasks.update", { path: { id: ref }, body }, { signal }),
      );
    };
    this.ask(`Assign ${ref} to (empty: nobody):`, submit, names);
  }

  private nudge(): void {
    const target = this.target();
    if (target === null) return;
    const { ref, task } = target;
    const name = task?.assigned_to ?? null;
    if (name === null) {
      this.say(`${ref} is nobody's: assign it first.`, true);
      return;
    }
    this.ask(`Nudge ${name} about ${ref} (Enter asks how it goes):`, (text) => {
      const words = text === "" ? "how does this go? Please say in a comment." : text;
      this.send(`Nudged ${name}`, (baton, signal) =>
        baton.call(
          "tasks.comment",
          { path: { id: ref }, body: { content: `@${name} ${words}` } },
          { signal },
        ),
      );
    });
  }

  private retry(): void {
    const target = this.target();
    if (target === null) return;
    const { ref } = target;
    this.ask(`Try ${ref} again; what to do differently:`, (reason) => {
      const body = reason === "" ? {} : { reason };
      this.send(`${ref} is tried again`, (baton, signal) =>
        baton.call("tasks.retry", { path: { id: ref }, body }, { signal }),
      );
    });
  }

  private ask(label: string, submit: (text: string) => void, words: readonly string[] = []): void {
    this.ui.prompt = promptFor(label, submit, words);
  }

  private say(text: string, isError: boolean): void {
    this.ui.said = { text, isError };
  }

  /** Sends a change, and says what came of it. */
  private send(
    done: string,
    change: (baton: Baton, signal: AbortSignal) => Promise<unknown>,
  ): void {
    const { baton, session } = this.options;
    this.say("Sending…", false);
    void this.attempt(done, () => change(baton, session.signal));
  }

  private async attempt(done: string | null, work: () => Promise<unknown>): Promise<void> {
    const { refresh, session } = this.options;
    try {
      await work();
      if (done !== null) {
        this.ui.details = null;
        this.say(`${done}.`, false);
        refresh();
      }
    } catch (error) {
      if (session.signal.aborted) return;
      const failure = shown(error, session.settings);
      if (!(failure instanceof Failure)) throw error;
      if (done === null) this.ui.details = null;
      this.say(failure.fix ? `${failure.message}: ${failure.fix}` : failure.message, true);
    }
    this.changed();
  }
}
