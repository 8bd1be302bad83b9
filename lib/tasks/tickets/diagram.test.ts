import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATUSES } from "@/lib/tasks/lifecycle";
import type { GraphLink } from "@/lib/tasks/read/graph";
import { type DiagramTask, mermaidOf } from "./diagram";
import { mermaidLabel } from "./mermaid-label";

let next = 0;
function task(fields: Partial<DiagramTask> = {}): DiagramTask {
  next += 1;
  return {
    id: next,
    ticket_ref: `myapp-${String(next).padStart(3, "0")}`,
    title: `Task ${next}`,
    type: "task",
    status: "inbox",
    priority: "medium",
    parent_id: null,
    exec_mode: "par",
    exec_order: null,
    ...fields,
  };
}

const blocks = (from: DiagramTask, to: DiagramTask): GraphLink => ({
  id: 1,
  type: "blocks",
  from_id: from.id,
  to_id: to.id,
});

/** What each line of a diagram may be, stricter than Mermaid: nothing of a title can leave its quotes. */
const LABEL = String.raw`"(?:[^"#;<>\x60\\\p{Cc}]|#(?:\d+|quot|lt|gt|amp);)+"`;
const ID = "[A-Za-z][A-Za-z0-9_]*";
const LINES = [
  /^flowchart TD$/u,
  new RegExp(String.raw`^ {2,4}${ID}\[${LABEL}\]$`, "u"),
  new RegExp(String.raw`^  subgraph (?:par|seq)_${ID}\["(?:⚡ Parallel|🔗 Sequential)"\]$`, "u"),
  /^ {2}end$/u,
  new RegExp(String.raw`^  ${ID} -->\|"\d+→\d+"\| ${ID}$`, "u"),
  new RegExp(`^  ${ID} --> (?:par|seq)_${ID}$`, "u"),
  new RegExp(String.raw`^  ${ID} -\. blocks \.-> ${ID}$`, "u"),
  new RegExp(`^  style ${ID} fill:#[0-9a-f]{6}(?:,color:#fff)?$`, "u"),
];

function assertValid(mermaid: string): void {
  let open = 0;
  for (const line of mermaid.split("\n")) {
    expect(
      LINES.some((pattern) => pattern.test(line)),
      JSON.stringify(line),
    ).toBe(true);
    if (line.startsWith("  subgraph")) open += 1;
    if (line === "  end") open -= 1;
    expect([0, 1]).toContain(open);
  }
  expect(open).toBe(0);
}

/** What a reader sees of a label: entities as the characters they stand for. */
function read(label: string): string {
  const named: Record<string, string> = { quot: '"', lt: "<", gt: ">", amp: "&" };
  return label.replace(/#(\w+);/g, (_, word) => named[word] ?? String.fromCodePoint(Number(word)));
}

describe("a task's diagram", () => {
  it("groups parallel and sequential children, chains steps by position, and goes into both", () => {
    const root = task({ ticket_ref: "myapp-010", title: 'Auth "system"', type: "epic" });
    const a = task({ ticket_ref: "myapp-011", title: "JWT", parent_id: root.id });
    const inner = task({ ticket_ref: "myapp-012", title: "OAuth", parent_id: a.id });
    const s2 = task({
      ticket_ref: "myapp-014",
      title: "Step 2",
      parent_id: root.id,
      exec_mode: "seq",
      exec_order: 7,
      status: "review",
    });
    const s1 = task({
      ticket_ref: "myapp-013",
      title: "Step 1",
      parent_id: root.id,
      exec_mode: "seq",
      exec_order: 2,
      status: "in_progress",
    });
    const deep = task({ ticket_ref: "myapp-015", title: "Below a step", parent_id: s2.id });
    const stranger = task({ ticket_ref: "myapp-099" });
    const mermaid = mermaidOf([root, a, inner, s2, s1, deep, stranger], root.id, {
      links: [blocks(inner, s2), blocks(stranger, a)],
    });
    assertValid(mermaid);
    expect(mermaid).toBe(`flowchart TD
  myapp_010["Auth #quot;system#quot; [ep|bk|m]"]
  style myapp_010 fill:#aaaaaa
  subgraph par_myapp_010["⚡ Parallel"]
    myapp_011["JWT [tsk|bk|m]"]
  end
  myapp_010 --> par_myapp_010
  subgraph par_myapp_011["⚡ Parallel"]
    myapp_012["OAuth [tsk|bk|m]"]
  end
  myapp_011 --> par_myapp_011
  subgraph seq_myapp_010["🔗 Sequential"]
    myapp_013["Step 1 [tsk|ip|m]"]
    myapp_014["Step 2 [tsk|rv|m]"]
  myapp_013 -->|"1→2"| myapp_014
  end
  myapp_010 --> seq_myapp_010
  subgraph par_myapp_014["⚡ Parallel"]
    myapp_015["Below a step [tsk|bk|m]"]
  end
  myapp_014 --> par_myapp_014
  myapp_012 -. blocks .-> myapp_014
  style myapp_010 fill:#aaaaaa
  style myapp_011 fill:#aaaaaa
  style myapp_012 fill:#aaaaaa
  style myapp_013 fill:#40a0f0,color:#fff
  style myapp_014 fill:#a070e0,color:#fff
  style myapp_015 fill:#aaaaaa`);
  });

  it("stops at the depth, and knows a fill for every status", () => {
    const root = task();
    const child = task({ parent_id: root.id });
    const grandchild = task({ parent_id: child.id });
    expect(mermaidOf([root, child, grandchild], root.id, { depth: 1 })).not.toContain(
      grandchild.title,
    );
    for (const status of STATUSES) assertValid(mermaidOf([task({ id: 1, status })], 1));
  });

  it("cuts by characters as people count them", () => {
    const family = "👩‍👩‍👧‍👦";
    expect(mermaidLabel(family.repeat(30))).toBe(family.repeat(30));
    expect(mermaidLabel(family.repeat(31))).toBe(`${family.repeat(27)}...`);
    expect(mermaidLabel("é".normalize("NFD").repeat(40))).toBe(
      `${"é".normalize("NFD").repeat(27)}...`,
    );
    expect(mermaidLabel("a".repeat(30))).toBe("a".repeat(30));
  });

  const TITLES = [
    "end",
    "a [b] (c) {d} |e|",
    "say \"hi\" and 'bye'",
    "`code` ``",
    "#quot; #35; # ; &amp; &",
    "<script>alert(1)</script>",
    "C:\\new\\table",
    "%% comment %%{init: {}}%%",
    "style x:#fff;",
    "$$x^2$$",
    "**bold** _it_ snake_case",
    "1. first",
    "- item",
    "مرحبا بالعالم",
    "עברית \u202eevil\u202c",
    "line\none\ttab\r\nend",
    "🚀",
    "\ud800 half",
    "--> o--o x--x",
    "@{ shape: rect }",
    ":::class",
    "click href call default",
    "https://example.com/a_b",
  ];

  it("shows every title as it was written, on one line and within its quotes", () => {
    for (const title of [...TITLES, ...TITLES.map((part) => part.padEnd(200, ` ${part}`))]) {
      const root = task({ title });
      assertValid(mermaidOf([root], root.id));
      const plain = title
        .toWellFormed()
        .replace(/[\u202a-\u202e]/g, "")
        .replace(/\s+/g, " ");
      const seen = read(mermaidLabel(title));
      if (seen.endsWith("...")) expect(plain.startsWith(seen.slice(0, -3)), seen).toBe(true);
      else expect(seen).toBe(plain);
    }
  });

  it("is valid for any title and any tree", () => {
    const anyTitle = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
      fc
        .array(fc.constantFrom(...TITLES), { minLength: 1, maxLength: 4 })
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            title: anyTitle,
            parent: fc.nat(),
            seq: fc.boolean(),
            status: fc.constantFrom(...STATUSES),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 6 }),
        (specs, pairs) => {
          const tasks = specs.map((spec, index) =>
            task({
              title: spec.title,
              status: spec.status,
              exec_mode: spec.seq ? "seq" : "par",
              id: index + 1,
              ticket_ref: `app-${index + 1}`,
              parent_id: index === 0 ? null : (spec.parent % index) + 1,
            }),
          );
          const links = pairs.map(([from, to]) => ({
            ...blocks(task(), task()),
            from_id: from,
            to_id: to,
          }));
          const mermaid = mermaidOf(tasks, 1, { links });
          assertValid(mermaid);
          for (const { id } of tasks) expect(mermaid).toContain(`app_${id}["`);
        },
      ),
    );
  });
});
