import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readToon, ticketOf } from "@/lib/testing/toon";
import {
  encodeBoard,
  encodedOk,
  encodeError,
  encodeText,
  encodeTicket,
  encodeTickets,
  stamp,
  type Ticket,
} from "./toon";

const PLAIN: Ticket = {
  id: "test-001",
  title: "simple",
  status: "bk",
  priority: "m",
  type: "tsk",
  execMode: "par",
  execOrder: null,
  labels: [],
  parent: null,
  children: [],
  description: "",
  acceptanceCriteria: "",
  assignee: "",
  resolution: "",
  feedback: [],
  comments: [],
  links: [],
  archivedAt: null,
  createdAt: Date.parse("2024-01-15T10:00:00Z"),
  updatedAt: Date.parse("2024-01-15T10:05:22.123Z"),
};

const EVERYTHING: Ticket = {
  ...PLAIN,
  execMode: "seq",
  execOrder: 0,
  labels: ["a"],
  parent: "test-000",
  children: ["test-002", "test-003"],
  description: "d",
  acceptanceCriteria: "- ok",
  assignee: "bob",
  resolution: "r",
  feedback: [
    { reviewer: "iris", notes: "no", at: Date.parse("2024-01-15T10:00:00Z"), comments: [] },
  ],
  comments: [
    { author: "llm", text: "started work", at: Date.parse("2024-01-15T10:00:00Z") },
    { author: "a b", text: "ok", at: Date.parse("2024-01-15T10:00:59Z") },
  ],
  links: [{ from: "test-001", to: "test-002", kind: "blk" }],
  updatedAt: Date.parse("2024-01-15T10:05:22Z"),
};

describe("TOON/1", () => {
  it("writes a ticket with nothing but what it must have", () => {
    expect(encodeTicket(PLAIN)).toBe(
      "TOON/1 T{id:test-001,t:simple,s:bk,p:m,typ:tsk,ca:2024-01-15,ua:2024-01-15T10:05:22.123Z}",
    );
  });

  it("writes every field in its place", () => {
    expect(encodeTicket(EVERYTHING)).toBe(
      'TOON/1 T{id:test-001,t:simple,s:bk,p:m,typ:tsk,em:seq,ord:0,lbl:[a],par:test-000,ch:[test-002,test-003],d:d,ac:"- ok",as:bob,res:r,fb:[F{a:iris,t:no,ts:2024-01-15T10:00}],cmt:[C{a:llm,t:"started work",ts:2024-01-15T10:00},C{a:"a b",t:ok,ts:2024-01-15T10:00}],lnk:[L{f:test-001,t:test-002,k:blk}],ca:2024-01-15,ua:2024-01-15T10:05:22Z}',
    );
  });

  it("leaves texts, assignee, feedback, comments and links out of a list", () => {
    expect(encodeTickets([EVERYTHING])).toBe(
      "TOON/1 [T{id:test-001,t:simple,s:bk,p:m,typ:tsk,em:seq,ord:0,lbl:[a],par:test-000,ch:[test-002,test-003],ca:2024-01-15,ua:2024-01-15T10:05:22Z}]",
    );
    expect(encodeTickets([])).toBe("TOON/1 []");
  });

  it("marks what is archived", () => {
    const archived = { ...PLAIN, archivedAt: Date.parse("2024-01-16T00:00:00Z") };
    expect(encodeTicket(archived)).toContain(",ar:2024-01-16,ca:");
  });

  it("writes a board's columns in the order given, without the empty ones", () => {
    const summary = encodeTickets([PLAIN]).slice("TOON/1 ".length);
    const columns = [
      { status: "bk", tickets: [PLAIN] },
      { status: "td", tickets: [] },
      { status: "dn", tickets: [PLAIN] },
    ];
    expect(encodeBoard(columns)).toBe(`TOON/1 BOARD{bk:${summary},dn:${summary}}`);
    expect(encodeBoard([])).toBe("TOON/1 BOARD{}");
  });

  it("writes refusals and the plain yes", () => {
    expect(encodedOk).toBe("TOON/1 {ok:true}");
    expect(encodeError("seq_blocked", "myapp-022 blocked: ord=1 not done")).toBe(
      'TOON/1 ERR{code:seq_blocked,msg:"myapp-022 blocked: ord=1 not done"}',
    );
  });

  it.each([
    ["", '""'],
    ["plain", "plain"],
    ["two words", '"two words"'],
    ["a:b", '"a:b"'],
    ["a,b", '"a,b"'],
    ["{x}", '"{x}"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["back\\slash", '"back\\\\slash"'],
    ["line\nbreak", '"line\\nbreak"'],
    ["x]y", '"x]y"'],
    ["tab\there", '"tab\there"'],
    ["cr\rhere", '"cr\rhere"'],
    ["(a)=b;c|d/e'f", "(a)=b;c|d/e'f"],
    ["émoji🎉שלום", "émoji🎉שלום"],
  ])("quotes %j only where it must", (text, written) => {
    expect(encodeText(text)).toBe(written);
  });

  it.each([
    ["2024-01-15T10:05:22.000Z", "2024-01-15T10:05:22Z"],
    ["2024-01-15T10:05:22.100Z", "2024-01-15T10:05:22.1Z"],
    ["2024-01-15T10:05:20.120Z", "2024-01-15T10:05:20.12Z"],
    ["2024-01-15T10:05:20.003Z", "2024-01-15T10:05:20.003Z"],
  ])("writes the time %s without the zeros at its end", (time, written) => {
    expect(stamp(Date.parse(time))).toBe(written);
  });

  it("is read back as it was, whatever the strings hold", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."[]{}(),:;\"'\\`\t\r\n \u2028\u202e#🎉עa") }),
    );
    const ref = fc.nat(9999).map((n) => `myapp-${n}`);
    const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
    const ticket: fc.Arbitrary<Ticket> = fc.record({
      id: ref,
      title: text,
      status: fc.constantFrom("bk", "ip", "rv"),
      priority: fc.constantFrom("cr", "l"),
      type: fc.constantFrom("bug", "ep"),
      execMode: fc.constantFrom("par", "seq"),
      execOrder: fc.option(fc.nat()),
      labels: fc.array(text, { maxLength: 4 }),
      parent: fc.option(ref),
      children: fc.array(ref, { maxLength: 3 }),
      description: text,
      acceptanceCriteria: text,
      assignee: text,
      resolution: text,
      feedback: fc.array(
        fc.record({
          reviewer: text,
          notes: text,
          at: time,
          comments: fc.array(
            fc.record({
              id: fc.nat(),
              state: fc.constantFrom("open", "answered"),
              where: text,
              quote: fc.option(text),
              text,
              answers: fc.array(
                fc.record({ by: text, state: fc.constantFrom("fixed"), text, at: time }),
                { maxLength: 2 },
              ),
            }),
            { maxLength: 2 },
          ),
        }),
        { maxLength: 3 },
      ),
      comments: fc.array(fc.record({ author: text, text, at: time }), { maxLength: 3 }),
      links: fc.array(fc.record({ from: ref, to: ref, kind: fc.constantFrom("blk", "dup") }), {
        maxLength: 3,
      }),
      archivedAt: fc.option(time),
      createdAt: time,
      updatedAt: time,
    });
    fc.assert(
      fc.property(ticket, (sent) => {
        const got = ticketOf(encodeTicket(sent));
        expect(got.t).toBe(sent.title);
        expect(got.d ?? "").toBe(sent.description);
        expect(got.ac ?? "").toBe(sent.acceptanceCriteria);
        expect(got.as ?? "").toBe(sent.assignee);
        expect(got.res ?? "").toBe(sent.resolution);
        expect((got.fb ?? []).map(({ a, t }) => [a, t])).toEqual(
          sent.feedback.map(({ reviewer, notes }) => [reviewer, notes]),
        );
        expect(
          (got.fb ?? []).map(({ rc = [] }) =>
            rc.map(({ id, w, q, t, an = [] }) => [
              id,
              w,
              q ?? null,
              t,
              an.map((answer) => answer.t),
            ]),
          ),
        ).toEqual(
          sent.feedback.map(({ comments }) =>
            comments.map(({ id, where, quote, text: said, answers }) => [
              String(id),
              where,
              quote,
              said,
              answers.map((answer) => answer.text),
            ]),
          ),
        );
        expect(got.lbl ?? []).toEqual(sent.labels);
        expect(got.ch ?? []).toEqual(sent.children);
        expect(got.par ?? null).toBe(sent.parent);
        expect(got.ord ?? null).toBe(sent.execOrder);
        expect((got.cmt ?? []).map(({ a, t }) => [a, t])).toEqual(
          sent.comments.map(({ author, text: said }) => [author, said]),
        );
        expect((got.lnk ?? []).map(({ f, t, k }) => [f, t, k])).toEqual(
          sent.links.map(({ from, to, kind }) => [from, to, kind]),
        );
        expect(Date.parse(got.ua)).toBe(sent.updatedAt);
        expect("ar" in got).toBe(sent.archivedAt !== null);
        const board = readToon(encodeBoard([{ status: "bk", tickets: [sent, sent] }]));
        expect(board.kind === "board" && board.columns.bk?.[1]?.t).toBe(sent.title);
      }),
      { numRuns: 2_000 },
    );
  });
});
