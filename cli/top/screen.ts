import { emitKeypressEvents, type Interface } from "node:readline";
import type { ReadStream, WriteStream } from "node:tty";
import {
  type Attributes,
  createTerminal,
  guessTerminal,
  ScreenBuffer,
  type Terminal,
} from "terminal-kit";
import type { Key } from "./keys";
import type { Style } from "./style";
import type { Size, View } from "./view";

const ENTER_PASTE_MODE = "\u001b[?2004h";
const LEAVE_PASTE_MODE = "\u001b[?2004l";

/** Node reads one setting of an interface here: how long an Escape may wait for the rest of a longer key. */
const ESCAPE_ALONE = { escapeCodeTimeout: 50 } as unknown as Interface;

interface ScreenOptions {
  stdin: ReadStream;
  stdout: WriteStream;
  /** Whether colours may be used; chosen rows and titles stand out without them too. */
  isColoured: boolean;
  onKey: (key: Key) => void;
  /** A text was pasted. */
  onPaste: (text: string) => void;
  onResize: () => void;
  /** The terminal is gone. */
  onGone: () => void;
}

/** The terminal as a screen of cells: draws views by what changed since the last one, and reads keys. */
export class Screen {
  private readonly options: ScreenOptions;
  private readonly terminal: Terminal;
  private buffer: ScreenBuffer;
  private isOpen = false;
  private pasted: string | null = null;

  constructor(options: ScreenOptions) {
    this.options = options;
    const { stdin, stdout } = options;
    const { appId, generic, isSSH, safe } = guessTerminal();
    this.terminal = createTerminal({
      stdin,
      stdout,
      stderr: process.stderr,
      generic: generic || "xterm",
      appId: safe ? appId : undefined,
      isTTY: true,
      isSSH,
      processSigwinch: true,
    });
    this.buffer = this.newBuffer();
  }

  get size(): Size {
    const { columns, rows } = this.options.stdout;
    return { columns: columns || 80, rows: rows || 24 };
  }

  /** Takes the terminal over: its other screen, keys one by one, no cursor. */
  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    const { stdin, stdout } = this.options;
    this.terminal.fullscreen(true);
    this.terminal.hideCursor();
    stdout.write(ENTER_PASTE_MODE);
    // Keys are read by Node's own decoder: terminal-kit's does not end on a byte that continues no character.
    emitKeypressEvents(stdin, ESCAPE_ALONE);
    stdin.setRawMode(true);
    stdin.on("keypress", this.pressed);
    stdin.on("end", this.options.onGone);
    stdin.on("error", this.options.onGone);
    stdout.on("resize", this.resized);
    stdin.resume();
    this.buffer = this.newBuffer();
  }

  /** Gives the terminal back as it was. May be called more than once, and from the handler of a crash. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { stdin, stdout } = this.options;
    stdin.off("keypress", this.pressed);
    stdin.off("end", this.options.onGone);
    stdin.off("error", this.options.onGone);
    stdout.off("resize", this.resized);
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone, and nothing of it is left to restore.
    }
    stdin.pause();
    stdout.write(LEAVE_PASTE_MODE);
    this.terminal.styleReset();
    this.terminal.fullscreen(false);
    this.terminal.hideCursor(false);
  }

  /** Forgets what was drawn, so that the next view is drawn whole. */
  forget(): void {
    this.buffer = this.newBuffer();
    if (this.isOpen) this.terminal.clear();
  }

  /** Whether the terminal has taken what was drawn last: over a slow line, drawing more would only queue. */
  get isReady(): boolean {
    return this.options.stdout.writableLength === 0;
  }

  draw({ lines, cursor }: View): void {
    if (!this.isOpen) return;
    const { buffer } = this;
    buffer.fill({ attr: {}, char: " " });
    for (const [y, line] of lines.entries()) {
      let x = 0;
      for (const { text, style } of line) {
        buffer.put({ x, y, attr: this.attributes(style), wrap: false, markup: false }, text);
        x = buffer.cx;
      }
    }
    buffer.draw({ delta: true });
    if (cursor) {
      this.terminal.moveTo(cursor.column + 1, cursor.row + 1);
      this.terminal.hideCursor(false);
    } else this.terminal.hideCursor();
  }

  private attributes(style: Style = {}): Attributes {
    const { color, ...rest } = style;
    return this.options.isColoured && color ? { ...rest, color } : rest;
  }

  private newBuffer(): ScreenBuffer {
    const { columns, rows } = this.size;
    return new ScreenBuffer({ dst: this.terminal, width: columns, height: rows });
  }

  private readonly resized = (): void => {
    this.forget();
    this.options.onResize();
  };

  private readonly pressed = (text: string | undefined, key: NodeKey): void => {
    const { ctrl = false, meta = false, name, shift = false, sequence = "" } = key;
    if (name === "paste-start") this.pasted = "";
    else if (name === "paste-end") {
      const pasted = this.pasted ?? "";
      this.pasted = null;
      this.options.onPaste(pasted);
    } else if (this.pasted !== null) this.pasted += sequence;
    else {
      const isCharacter = !ctrl && !meta && text !== undefined && text >= " " && text !== "\u007f";
      const typed = isCharacter ? text : "";
      this.options.onKey({ name: typed || (name ?? ""), text: typed, ctrl, shift });
    }
  };
}

/** What Node's decoder says of a key. */
interface NodeKey {
  name?: string;
  sequence?: string;
  ctrl?: boolean;
  meta?: boolean;
  shift?: boolean;
}
