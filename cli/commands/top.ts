import { Command } from "commander";
import { EXIT, usage } from "../failure";
import { harmless } from "../output/table";
import type { Globals, Open, Session } from "../session";
import { projectIdOf } from "../verbs/project";

const HELP = `
The keys are listed by ? in it. Without a terminal, use: mc status, mc reviews queue, mc events watch.`;

/** `mc top`: fleet, board, what needs a person, and the stream, live. */
export function topCommand(open: Open): Command {
  const command = new Command("top")
    .description("watch the fleet live, and answer what needs you")
    .addHelpText("after", HELP);
  return command.action(async () => top(open(command.optsWithGlobals<Globals>())));
}

async function top(session: Session): Promise<void> {
  const { stdin, stdout } = process;
  const fix =
    "run it in a terminal; elsewhere use mc status, mc reviews queue or mc events watch --json";
  if (!stdin.isTTY || !stdout.isTTY) throw usage("mc top needs a terminal", fix);
  if (session.globals.json || session.globals.quiet)
    throw usage("mc top draws a screen, and prints nothing", fix);
  if (process.env.TERM === "dumb")
    throw usage("this terminal (TERM=dumb) cannot move its cursor", fix);
  const baton = await session.baton();
  const { project } = session.settings;
  const projectId = project === null ? undefined : await projectIdOf(session, project);

  const [{ Feed }, { emptyModel }, { Screen }, { TopApp }] = await Promise.all([
    import("../top/feed"),
    import("../top/model"),
    import("../top/screen"),
    import("../top/app"),
  ]);
  const leaving = new AbortController();
  let exitCode: number = EXIT.done;
  const leave = (code: number) => {
    exitCode = code;
    leaving.abort();
  };
  const stopped = () => leave(EXIT.interrupted);
  if (session.signal.aborted) return;
  session.signal.addEventListener("abort", stopped, { once: true });

  const model = emptyModel();
  const feed = new Feed(model, {
    baton,
    projectId,
    signal: leaving.signal,
    changed: () => app.changed(),
  });
  const screen = new Screen({
    stdin,
    stdout,
    isColoured: isColoured(process.env),
    onKey: (key) => app.key(key),
    onPaste: (text) => app.paste(text),
    onResize: () => app.changed(),
    onGone: stopped,
  });
  const app = new TopApp({
    session: { ...session, signal: leaving.signal },
    baton,
    model,
    screen,
    refresh: () => feed.soon(),
    leave: (how) => leave(how === "quit" ? EXIT.done : EXIT.interrupted),
    suspend: () => suspend(screen, () => app.changed()),
  });
  // What ends the process in any way gives the terminal back first.
  const restore = () => screen.close();
  const crashed = (error: unknown) => {
    screen.close();
    console.error(harmless(error instanceof Error ? String(error.stack) : String(error)));
    process.exit(EXIT.failed);
  };
  process.once("exit", restore);
  process.once("uncaughtException", crashed);
  process.once("SIGHUP", stopped);
  try {
    await feed.start();
    screen.open();
    app.start();
    await feed.follow();
  } finally {
    app.stop();
    screen.close();
    process.off("exit", restore);
    process.off("uncaughtException", crashed);
    process.off("SIGHUP", stopped);
    session.signal.removeEventListener("abort", stopped);
  }
  process.exitCode = exitCode;
}

/** As `painter`, for a screen: it may stand out by brightness alone. */
function isColoured(env: Record<string, string | undefined>): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0") return true;
  return (
    !env.NO_COLOR && env.FORCE_COLOR !== "0" && !/^(vt\d|ansi-m|.*-mono$)/.test(env.TERM ?? "")
  );
}

/** Ctrl-Z: the terminal is the shell's until the process is continued. */
function suspend(screen: { close(): void; open(): void }, changed: () => void): void {
  screen.close();
  process.once("SIGCONT", () => {
    screen.open();
    changed();
  });
  process.kill(process.pid, "SIGTSTP");
}
