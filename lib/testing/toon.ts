/**
 * Reads TOON/1 back, the way a strict client would: by the grammar, refusing anything else. Written independently of the
 * encoder, so that the tests compare the two.
 */
export interface ReadTicket {
  id: string;
  t: string;
  s: string;
  p: string;
  typ: string;
  em?: string;
  ord?: number;
  lbl?: string[];
  par?: string;
  ch?: string[];
  d?: string;
  ac?: string;
  as?: string;
  res?: string;
  fb?: { a: string; t: string; ts: string; rc?: ReadComment[] }[];
  cmt?: { a: string; t: string; ts: string }[];
  lnk?: { f: string; t: string; k: string }[];
  ar?: string;
  ca: string;
  ua: string;
}

export interface ReadComment {
  id: string;
  s: string;
  w: string;
  q?: string;
  t: string;
  an?: { a: string; k: string; t: string; ts: string }[];
}

export type ReadAnswer =
  | { kind: "ok" }
  | { kind: "ticket"; ticket: ReadTicket }
  | { kind: "tickets"; tickets: ReadTicket[] }
  | { kind: "board"; columns: Record<string, ReadTicket[]> }
  | { kind: "error"; code: string; msg: string };

export function readToon(text: string): ReadAnswer {
  const reader = new Reader(text);
  reader.take("TOON/1 ");
  const answer = reader.answer();
  if (!reader.atEnd) throw reader.unexpected("the end");
  return answer;
}

/** The one ticket of an answer; throws for every other answer. */
export function ticketOf(text: string): ReadTicket {
  const answer = readToon(text);
  if (answer.kind !== "ticket") throw new Error(`not a ticket: ${text}`);
  return answer.ticket;
}

export function ticketsOf(text: string): ReadTicket[] {
  const answer = readToon(text);
  if (answer.kind !== "tickets") throw new Error(`not tickets: ${text}`);
  return answer.tickets;
}

const ORDER = "id t s p typ em ord lbl par ch d ac as res fb cmt lnk ar ca ua".split(" ");

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at === this.text.length;
  }

  unexpected(wanted: string): Error {
    return new Error(
      `wanted ${wanted} at ${this.at}: ${JSON.stringify(this.text.slice(this.at, this.at + 40))}`,
    );
  }

  sees(what: string): boolean {
    return this.text.startsWith(what, this.at);
  }

  take(what: string): void {
    if (!this.sees(what)) throw this.unexpected(JSON.stringify(what));
    this.at += what.length;
  }

  answer(): ReadAnswer {
    if (this.sees("{ok:true}")) {
      this.take("{ok:true}");
      return { kind: "ok" };
    }
    if (this.sees("ERR{")) {
      this.take("ERR{code:");
      const code = this.bare();
      this.take(",msg:");
      const msg = this.string();
      this.take("}");
      return { kind: "error", code, msg };
    }
    if (this.sees("BOARD{")) return { kind: "board", columns: this.board() };
    if (this.sees("[")) return { kind: "tickets", tickets: this.list(() => this.ticket()) };
    return { kind: "ticket", ticket: this.ticket() };
  }

  private board(): Record<string, ReadTicket[]> {
    this.take("BOARD{");
    const columns: Record<string, ReadTicket[]> = {};
    while (!this.sees("}")) {
      if (Object.keys(columns).length > 0) this.take(",");
      const status = this.bare();
      this.take(":");
      columns[status] = this.list(() => this.ticket());
    }
    this.take("}");
    return columns;
  }

  private ticket(): ReadTicket {
    const fields = this.fields("T", (name) => {
      if (["t", "d", "ac", "as", "res"].includes(name)) return this.string();
      if (name === "ord") return Number(this.bare());
      if (name === "lbl") return this.list(() => this.string());
      if (name === "ch") return this.list(() => this.bare());
      if (name === "cmt" || name === "fb") {
        return this.list(() =>
          this.fields(name === "cmt" ? "C" : "F", (part) =>
            part === "ts" ? this.stamp() : part === "rc" ? this.comments() : this.string(),
          ),
        );
      }
      if (name === "lnk") return this.list(() => this.fields("L", () => this.bare()));
      return name === "ua" ? this.stamp() : this.bare();
    });
    const order = Object.keys(fields);
    const expected = ORDER.filter((name) => name in fields);
    if (order.join() !== expected.join()) throw new Error(`fields out of order: ${order}`);
    for (const name of ["id", "t", "s", "p", "typ", "ca", "ua"]) {
      if (!(name in fields)) throw new Error(`${name} is missing`);
    }
    return fields as unknown as ReadTicket;
  }

  private comments(): Record<string, unknown>[] {
    return this.list(() =>
      this.fields("R", (part) =>
        part === "an"
          ? this.list(() => this.fields("A", (of) => (of === "ts" ? this.stamp() : this.string())))
          : this.string(),
      ),
    );
  }

  private fields(letter: string, read: (name: string) => unknown): Record<string, unknown> {
    this.take(`${letter}{`);
    const fields: Record<string, unknown> = {};
    while (!this.sees("}")) {
      if (Object.keys(fields).length > 0) this.take(",");
      const name = this.bare();
      if (name in fields) throw new Error(`${name} twice`);
      this.take(":");
      fields[name] = read(name);
    }
    this.take("}");
    return fields;
  }

  private list<T>(read: () => T): T[] {
    this.take("[");
    const items: T[] = [];
    while (!this.sees("]")) {
      if (items.length > 0) this.take(",");
      items.push(read());
    }
    this.take("]");
    return items;
  }

  private bare(): string {
    const found = /^[^ :{},"\\\n[\]\t\r]+/.exec(this.text.slice(this.at, this.at + 70_000))?.[0];
    if (!found) throw this.unexpected("a bare word");
    this.at += found.length;
    return found;
  }

  private stamp(): string {
    const found = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{0,8}[1-9])?Z)?/.exec(
      this.text.slice(this.at, this.at + 40),
    );
    if (!found) throw this.unexpected("a time");
    this.at += found[0].length;
    return found[0];
  }

  private string(): string {
    if (!this.sees('"')) return this.bare();
    this.take('"');
    let value = "";
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char === "\n") throw this.unexpected("a closing quote");
      this.at++;
      if (char === '"') return value;
      if (char !== "\\") {
        value += char;
        continue;
      }
      const escaped = this.text[this.at++];
      if (escaped === "n") value += "\n";
      else if (escaped === '"' || escaped === "\\") value += escaped;
      else throw this.unexpected("an escape");
    }
  }
}
