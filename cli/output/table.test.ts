import { expect, it } from "vitest";
import { type Column, tableText, widthOf } from "./table";

const columns: Column<{ ref: string; title: string; cost: string }>[] = [
  { head: "task", text: ({ ref }) => ref },
  { head: "title", text: ({ title }) => title, shrinks: true },
  { head: "cost", text: ({ cost }) => cost, align: "right" },
];
const plain = { width: 40, head: (text: string) => text };

it("sets rows under each other and cuts what gives way to the terminal's width", () => {
  const rows = [
    { ref: "TASK-001", title: "Fix the login on narrow screens of phones", cost: "$1.00" },
    { ref: "TASK-1000", title: "日本語のタイトル", cost: "$12.50" },
  ];
  const lines = tableText(columns, rows, plain).split("\n");
  expect(lines).toEqual([
    "task       title                    cost",
    "TASK-001   Fix the login on nar…   $1.00",
    "TASK-1000  日本語のタイトル       $12.50",
  ]);
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(40);
});

it("lets no text of others move the cursor", () => {
  const rows = [{ ref: "TASK-1", title: "a\u001b[2Jb\nc\td\u0007", cost: "" }];
  expect(tableText(columns, rows, plain)).toContain("a [2Jb c d");
});
