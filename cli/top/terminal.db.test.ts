import { writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";

const KEY = "mc_the-admin-key-of-the-tests";
const RED = "\u001b[31m";

let test: TestDatabase;
let line: CommandLine;
let shown: Shown | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
});
afterEach(() => shown?.end());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

/** `mc top` on a pseudo terminal, as a terminal shows it. */
class Shown {
  readonly terminal: InstanceType<typeof xterm.Terminal>;
  private readonly pty: IPty;
  sent = "";
  private wake: () => void = () => undefined;
  readonly exit: Promise<number>;
  private isOver = false;

  constructor(env: Record<string, string> = {}, { columns = 80, rows = 24 } = {}) {
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.pty = spawn(process.execPath, [inProject("scripts/mc-cli.cjs"), "top"], {
      name: env.TERM ?? "xterm-256color",
      cols: columns,
      rows,
      cwd: inProject(),
      env: {
        PATH: process.env.PATH ?? "",
        HOME: line.folder,
        XDG_CONFIG_HOME: line.folder,
        LANG: "C.UTF-8",
        MC_URL: line.url,
        MC_API_KEY: KEY,
        ...env,
      },
    });
    this.pty.onData((data) => {
      this.sent += data;
      this.terminal.write(data, () => this.wake());
    });
    this.exit = new Promise((resolve) => {
      this.pty.onExit(({ exitCode }) => {
        this.isOver = true;
        this.terminal.write("", () => {
          this.wake();
          resolve(exitCode);
        });
      });
    });
  }

  get rows(): string[] {
    const { active } = this.terminal.buffer;
    return Array.from(
      { length: this.terminal.rows },
      (_, at) => active.getLine(active.viewportY + at)?.translateToString(true) ?? "",
    );
  }

  get text(): string {
    return this.rows.join("\n");
  }

  /** Resolves once the screen is as asked for. */
  async until(isShown: (text: string) => boolean): Promise<string> {
    while (!isShown(this.text)) {
      if (this.isOver)
        throw new Error(`mc top has ended:\n${this.text}\n${this.sent.slice(-2_000)}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.text;
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  signal(name: string): void {
    this.pty.kill(name);
  }

  /** What a shell finds: its own screen, and none of the modes that were set. */
  get isGivenBack(): boolean {
    const { buffer, modes } = this.terminal;
    const lastCursor = Math.max(
      this.sent.lastIndexOf("\u001b[?25h"),
      this.sent.lastIndexOf("\u001b[?12l\u001b[?25h"),
    );
    const isCursorShown = lastCursor > this.sent.lastIndexOf("\u001b[?25l");
    return buffer.active.type === "normal" && !modes.bracketedPasteMode && isCursorShown;
  }

  end(): void {
    if (!this.isOver) this.pty.kill("SIGKILL");
  }
}

/** The colours of text that were sent to a terminal. */
const colouredIn = (sent: string): string[] =>
  sent.split("\u001b[").filter((sequence) => /^(3[1-7]m|38;5;\d+m)/.test(sequence));

const made = async (title: string): Promise<string> =>
  JSON.parse((await line.mc(["tasks", "create", title])).out).task.ticket_ref;

/** A task that waits for a verdict. */
async function handedIn(title: string): Promise<string> {
  const ref = await made(title);
  const words = ["tasks", "update", ref, "--status", "review", "--resolution", "Done so."];
  expect((await line.mc(words)).err).toBe("");
  return ref;
}

const statusOf = async (ref: string): Promise<string> =>
  JSON.parse((await line.mc(["tasks", "get", ref])).out).task.status;

describe("mc top", () => {
  it("shows work as it comes, takes a verdict by key, and gives the terminal back", async () => {
    shown = new Shown();
    await shown.until((text) => text.includes("Nothing needs a person."));
    const ref = await handedIn("Fix the \u001b[31mlogin");
    await shown.until((text) => text.includes("Needs you 1") && text.includes(ref));
    shown.press("\r");
    await shown.until((text) => text.includes("Resolution") && text.includes("Done so."));
    // Somebody pastes text where no line is typed: it presses no keys.
    shown.press("\u001b[200~a\rq\r\u001b[201~");
    shown.press("a");
    await shown.until((text) => text.includes(`Approve ${ref}`));
    shown.press("Works\r");
    await shown.until((text) => text.includes(`Approved ${ref}.`));
    expect(await statusOf(ref)).toBe("done");
    await shown.until((text) => text.includes("Nothing needs a person."));
    shown.press("?");
    await shown.until((text) => text.includes("approve work that waits for a verdict"));
    shown.press("\u001b");
    await shown.until((text) => text.includes("Fleet"));
    shown.press("q");
    expect(await shown.exit).toBe(0);
    expect(shown.isGivenBack).toBe(true);
  });

  it("says that Baton is away, and goes on when it is back", async () => {
    shown = new Shown({ NO_COLOR: "1" });
    await shown.until((text) => text.includes("live"));
    const { port } = line.server.address() as AddressInfo;
    line.server.closeAllConnections();
    await new Promise((resolve) => line.server.close(resolve));
    await shown.until((text) => text.includes("not connected"));
    await new Promise<void>((resolve) => line.server.listen(port, "127.0.0.1", resolve));
    await shown.until((text) => text.includes("live"));
    const ref = await handedIn("After the restart");
    await shown.until((text) => text.includes("Needs you 1") && text.includes(ref));
    shown.press("r");
    await shown.until((text) => text.includes("what is missing"));
    shown.press("A test\r");
    await shown.until((text) => text.includes(`Rejected ${ref}.`));
    // Without colours the chosen row and the titles stand out by brightness alone.
    expect(colouredIn(shown.sent)).toEqual([]);
    shown.press("\u0003");
    expect(await shown.exit).toBe(130);
    expect(shown.isGivenBack).toBe(true);
  });

  it("uses the room that a terminal has, and gives it back when it is ended or crashes", async () => {
    const crash = path.join(line.folder, "crash.cjs");
    writeFileSync(crash, 'process.on("SIGUSR2", () => { throw new Error("no such luck"); });');
    shown = new Shown({ NODE_OPTIONS: `--require ${crash}` });
    await shown.until((text) => text.includes("Board"));
    shown.resize(140, 40);
    await shown.until((text) => /Needs you.*Board/.test(text));
    expect(shown.rows.every((row) => row.length <= 140)).toBe(true);
    shown.resize(30, 8);
    await shown.until((text) => text.includes("mc top needs 40"));
    shown.resize(80, 24);
    await shown.until((text) => text.includes("Stream"));
    shown.signal("SIGUSR2");
    expect(await shown.exit).toBe(1);
    expect(shown.isGivenBack).toBe(true);
    expect(shown.text).toContain("no such luck");

    shown = new Shown({ TERM: "xterm" });
    await shown.until((text) => text.includes("Board"));
    shown.signal("SIGTERM");
    expect(await shown.exit).toBe(130);
    expect(shown.isGivenBack).toBe(true);
  });

  it("paints with the sixteen colours that every terminal has", async () => {
    await line.mc(["tasks", "fail", await made("Broken"), "no access"]);
    shown = new Shown({ TERM: "xterm" });
    await shown.until((text) => text.includes("no access"));
    expect(shown.sent).toContain(RED);
    expect(shown.sent).not.toContain("38;5;");
    shown.press("q");
    expect(await shown.exit).toBe(0);
  });

  it("says what to use instead where there is no terminal", async () => {
    const { code, err } = await line.mc(["top"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/needs a terminal.*\n.*mc events watch/),
    });
    const dumb = new Shown({ TERM: "dumb" });
    expect(await dumb.exit).toBe(2);
    expect(dumb.text).toContain("cannot move its cursor");
  });
});
