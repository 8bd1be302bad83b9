import { StringDecoder } from "node:string_decoder";

interface Options {
  /** Characters of one line that are kept at most. */
  longest: number;
  /** `cut` says that the line was longer, and that the text is only its beginning. */
  onLine(line: string, cut: boolean): void;
}

/** Divides a stream of bytes into lines. A line of any length takes no more memory than `longest`. */
export class Lines {
  readonly #options: Options;
  readonly #decoder = new StringDecoder("utf8");
  #parts: string[] = [];
  #length = 0;
  #isCut = false;

  constructor(options: Options) {
    this.#options = options;
  }

  add(bytes: Buffer): void {
    this.#take(this.#decoder.write(bytes));
  }

  /** The stream has ended: what is left is a line. */
  end(): void {
    this.#take(this.#decoder.end());
    if (this.#length > 0 || this.#isCut) this.#tell();
  }

  #take(text: string): void {
    let from = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
      this.#keep(text.slice(from, at));
      this.#tell();
      from = at + 1;
    }
    this.#keep(from === 0 ? text : text.slice(from));
  }

  #keep(part: string): void {
    const room = this.#options.longest - this.#length;
    if (part.length > room) this.#isCut = true;
    const kept = part.length > room ? part.slice(0, room) : part;
    if (kept === "") return;
    this.#parts.push(kept);
    this.#length += kept.length;
  }

  #tell(): void {
    const line = this.#parts.join("").replace(/\r$/, "");
    const isCut = this.#isCut;
    this.#parts = [];
    this.#length = 0;
    this.#isCut = false;
    this.#options.onLine(line, isCut);
  }
}

/** Keeps the beginning and the end of a text of any length, and how much is missing between them. */
export class Bounded {
  readonly #most: number;
  #head = "";
  #tail: string[] = [];
  #tailLength = 0;
  #length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string): void {
    this.#length += text.length;
    const half = Math.floor(this.#most / 2);
    const room = half - this.#head.length;
    if (room > 0) this.#head += text.slice(0, room);
    const rest = room > 0 ? text.slice(room) : text;
    if (rest === "") return;
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    if (this.#tailLength > 2 * half) this.#fold(half);
  }

  #fold(half: number): void {
    const tail = this.#tail.join("").slice(-half);
    this.#tail = [tail];
    this.#tailLength = tail.length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  toString(): string {
    this.#fold(Math.floor(this.#most / 2));
    const tail = this.#tail.join("");
    const missing = this.#length - this.#head.length - tail.length;
    if (missing === 0) return this.#head + tail;
    return `${this.#head.toWellFormed?.() ?? this.#head}\n[${missing} characters are left out here]\n${tail.toWellFormed?.() ?? tail}`;
  }
}
