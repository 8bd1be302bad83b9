/** The parts of terminal-kit that `Screen` uses; the bundle contains no others (scripts/build/terminal-kit.mjs). */
declare module "terminal-kit" {
  export interface Attributes {
    color?: string;
    bold?: boolean;
    dim?: boolean;
    inverse?: boolean;
  }

  export interface Terminal {
    fullscreen(on: boolean): void;
    hideCursor(isHidden?: boolean): void;
    styleReset(): void;
    clear(): void;
    moveTo(column: number, row: number): void;
  }

  export class ScreenBuffer {
    constructor(options: { dst: Terminal; width: number; height: number });
    /** The column after what was put last. */
    readonly cx: number;
    fill(options: { attr: Attributes; char: string }): void;
    put(
      options: { x: number; y: number; attr: Attributes; wrap: boolean; markup: boolean },
      text: string,
    ): void;
    draw(options: { delta: boolean }): void;
  }

  export function guessTerminal(): {
    appId?: string;
    generic?: string;
    isSSH: boolean;
    safe: boolean;
  };

  export function createTerminal(options: {
    stdin: NodeJS.ReadStream;
    stdout: NodeJS.WriteStream;
    stderr: NodeJS.WriteStream;
    generic: string;
    appId?: string | undefined;
    isTTY: boolean;
    isSSH: boolean;
    processSigwinch: boolean;
  }): Terminal;
}
