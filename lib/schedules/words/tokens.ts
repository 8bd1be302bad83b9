import { UnclearSchedule } from "../unclear";

interface Token {
  text: string;
  start: number;
  end: number;
}

const TOKEN = /\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?|:\d{2}|\d+|[a-z]+|[,&–—-]/g;

/** The words, numbers, times and dates of a text, which a parser takes from the left. */
export class Tokens {
  private readonly text: string;
  private readonly list: readonly Token[];
  private at = 0;

  constructor(input: string) {
    // So that `9 a.m.`, `o'clock` and `every monday.` are words.
    this.text = input
      .toLowerCase()
      .replace(/\b([ap])\.\s?m\b\.?/g, "$1m")
      .replace(/(\d)t(\d)/g, "$1 $2")
      .replace(/['’]/g, "")
      .replace(/[.!;]+(?=\s|$)/g, " ");
    this.list = [...this.text.matchAll(TOKEN)].map(({ 0: text, index }) => ({
      text,
      start: index,
      end: index + text.length,
    }));
    const left = this.text.replaceAll(TOKEN, "").trim();
    const odd = left.split(/\s+/)[0] ?? "";
    if (odd !== "") throw new UnclearSchedule(`"${odd}" was not understood`, odd);
  }

  get isDone(): boolean {
    return this.at >= this.list.length;
  }

  peek(ahead = 0): string {
    return this.list[this.at + ahead]?.text ?? "";
  }

  /** Whether the token after this one follows without a space, as in `1st` and `9am`. */
  isJoined(ahead = 0): boolean {
    const [token, next] = [this.list[this.at + ahead], this.list[this.at + ahead + 1]];
    return token !== undefined && next !== undefined && token.end === next.start;
  }

  take(count = 1): void {
    this.at += count;
  }

  /** Takes the next token if it is one of these. */
  accept(...words: readonly string[]): boolean {
    if (this.isDone || !words.includes(this.peek())) return false;
    this.at++;
    return true;
  }

  /** Takes these words if they all follow. */
  acceptAll(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.peek(ahead) === word)) return false;
    this.at += words.length;
    return true;
  }

  mark(): number {
    return this.at;
  }

  back(to: number): void {
    this.at = to;
  }

  /** What is written from a mark up to here. */
  since(mark: number): string {
    const [first, last] = [this.list[mark], this.list[Math.max(mark, this.at - 1)]];
    return first && last ? this.text.slice(first.start, last.end) : "";
  }

  /** What is left, as it is shown in a refusal. */
  rest(): string {
    const token = this.list[this.at];
    return token ? this.text.slice(token.start).trim().slice(0, 60) : "";
  }
}
