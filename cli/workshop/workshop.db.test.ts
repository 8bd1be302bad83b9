import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type IPty, spawn } from "@lydell/node-pty";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import { countLongLived } from "@/lib/events/long-lived";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { connect } from "../sdk/index";

const key = "mc_the-admin-key-of-the-tests";
const MC = inProject("scripts/mc-cli.cjs");

let test: TestDatabase;
let line: CommandLine;
let typed: Typed | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
});
afterEach(() => typed?.end());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

/** The shell in a pseudo terminal. */
class Typed {
  private readonly pty: IPty;
  private text = "";
  private isOver = false;
  private wake: () => void = () => undefined;
  readonly exit: Promise<number>;

  constructor(folder: string) {
    this.pty = spawn(process.execPath, [MC, "workshop"], {
      name: "xterm-256color",
      cols: 100,
      rows: 30,
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: line.folder,
        XDG_CONFIG_HOME: line.folder,
        LANG: "C.UTF-8",
        NO_COLOR: "1",
        MC_URL: line.url,
        MC_API_KEY: key,
      },
    });
    this.pty.onData((data) => {
      this.text += stripVTControlCharacters(data);
      this.wake();
    });
    onTestFailed(() => console.error(`the shell showed last:\n${this.text}`));
    this.exit = new Promise((resolve) => {
      this.pty.onExit(({ exitCode }) => {
        this.isOver = true;
        this.wake();
        resolve(exitCode);
      });
    });
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  /** Resolves when the terminal has shown this since it was asked the last time. */
  async shows(expected: string | RegExp): Promise<void> {
    const found = () =>
      typeof expected === "string" ? this.text.indexOf(expected) : this.text.search(expected);
    while (found() === -1) {
      if (this.isOver) throw new Error(`the shell has ended:\n${this.text}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.text = this.text.slice(found() + (typeof expected === "string" ? expected.length : 1));
  }

  end(): void {
    if (!this.isOver) this.pty.kill("SIGKILL");
  }
}

function folder(name: string, setup?: string): string {
  const place = path.join(line.folder, name);
  mkdirSync(place, { recursive: true });
  if (setup !== undefined) writeFileSync(path.join(place, ".workshop.ts"), setup);
  return place;
}

it("is a shell that waits for answers, completes, forgets keys, and outlives Ctrl-C", async () => {
  const baton = connect({ url: line.url, key });
  await baton.agent("shopkeeper", "You count.");
  typed = new Typed(folder("shell"));
  await typed.shows("baton> ");
  typed.press('tasks.create({ title: "From the shell" }).then((t) => t.ticket_ref + "!")\r');
  await typed.shows("TASK-001!");
  await typed.shows("baton> ");
  typed.press('tasks.wait("TASK-001")\r');
  await expect.poll(() => countLongLived("stream")).toBe(1);
  typed.press("\u0003");
  await expect.poll(() => countLongLived("stream")).toBe(0);
  await typed.shows("No longer waiting. What was begun at Baton goes on.");
  await typed.shows("baton> ");
  typed.press("const six = 2 * 3; six * 7\r");
  await typed.shows("42");
  await typed.shows("baton> ");
  typed.press('tasks.get("TASK-999")\r');
  await typed.shows("(not_found)");
  await typed.shows("baton> ");
  typed.press('info("shopk\t');
  await typed.shows('info("shopkeeper');
  typed.press('").then(() => 1)\u0015const key = "mc_0123456789abcdef0123456789abcdef01234567"\r');
  await typed.shows("baton> ");
  typed.press(".exit\r");
  expect(await typed.exit).toBe(0);
  const file = path.join(line.folder, ".local/state/baton/workshop-history");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const history = readFileSync(file, "utf8");
  expect(history).toContain("six * 7");
  expect(history).not.toContain("mc_0123");
});

describe("the setup of a folder", () => {
  const setup =
    'export const greet = (name: string) => "Hello, " + name;\nconsole.log("set up");\n';
  const use = 'console.log(greet("Ada"), process.argv.slice(2).join());\n';
  const run = (place: string, words: string) =>
    line.startShell(
      `cd "${place}" && "${process.execPath}" "${MC}" workshop run use.ts ${words} --json`,
    ).ended;

  it("is run after somebody has confirmed it as it is, and never unseen", async () => {
    const place = folder("setup", setup);
    writeFileSync(path.join(place, "use.ts"), use);
    const refused = await run(place, "");
    expect({ code: refused.code, out: refused.out }).toEqual({ code: 2, out: "" });
    expect(JSON.parse(refused.err)).toMatchObject({
      message: expect.stringContaining(".workshop.ts is code of this folder"),
      fix: expect.stringContaining("--trust"),
    });
    const out = "set up\nHello, Ada a,b\n";
    expect(await run(place, "a b --trust")).toMatchObject({ code: 0, out });
    expect(await run(place, "a b")).toMatchObject({ code: 0, out });
    writeFileSync(path.join(place, ".workshop.ts"), `${setup}// more`);
    expect((await run(place, "")).code).toBe(2);
    expect((await run(place, "--bare")).err).toContain("greet is not defined");
  });

  it("is asked about in a terminal", async () => {
    typed = new Typed(folder("asked", setup));
    await typed.shows("new or changed since you confirmed it. Run it? [y/N] ");
    typed.press("y\r");
    await typed.shows("set up");
    await typed.shows("baton> ");
    typed.press('greet("Bob")\r');
    await typed.shows("Hello, Bob");
  });
});

it("tells why a script failed, and is no place for a shell without a terminal", async () => {
  const file = path.join(line.folder, "fails.ts");
  writeFileSync(
    file,
    'import { tasks } from "baton/sdk";\nawait tasks.get("TASK-999" as string);\n',
  );
  const failed = await line.mc(["workshop", "run", file, "--json"]);
  expect(failed.code).toBe(2);
  expect(JSON.parse(failed.err)).toMatchObject({ code: "not_found" });
  expect((await line.mc(["workshop"])).err).toContain("needs a terminal");
  expect((await line.mc(["workshop", "run", "nowhere.ts"])).err).toContain("no file nowhere.ts");
});
