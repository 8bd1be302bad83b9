import { expect, test } from "vitest";
import { heldUpBy, inOrder, levelsOf } from "@/components/workflows/runs/stage-order";
import { layoutDag, NODE, pathOf } from "./dag-layout";

const stage = (name: string, ...from: string[]) => ({ name, from });
const feature = [
  stage("plan"),
  stage("implement", "plan"),
  stage("test", "implement"),
  stage("review", "implement", "test"),
  stage("publish", "review"),
];

test("puts a stage behind all that it waits for", () => {
  expect([...levelsOf(feature)]).toEqual([
    ["plan", 0],
    ["implement", 1],
    ["test", 2],
    ["review", 3],
    ["publish", 4],
  ]);
  const { at } = layoutDag(feature);
  for (const { name, from } of feature)
    for (const input of from) expect(at.get(name)?.x).toBeGreaterThan(at.get(input)?.x ?? 0);
});

test("orders the stages as they can run, as they were written within a level", () => {
  const stages = [stage("last", "a", "b"), stage("b"), stage("a")];
  expect(inOrder(stages).map(({ name }) => name)).toEqual(["b", "a", "last"]);
});

test("names all that a stage holds up", () => {
  expect(heldUpBy(feature, "implement")).toEqual(["test", "review", "publish"]);
  expect(heldUpBy(feature, "publish")).toEqual([]);
});

test("lets no two stages overlap, and a line over several levels cross no stage", () => {
  const { at, edges } = layoutDag([
    ...feature,
    stage("note", "plan"),
    stage("audit", "plan", "test"),
  ]);
  const boxes = [...at];
  for (const [name, a] of boxes)
    for (const [other, b] of boxes) {
      if (name === other) continue;
      const apart = Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height;
      expect(apart, `${name} and ${other}`).toBe(true);
    }
  const passing = edges.flatMap(({ points }) => points.slice(1, -1));
  expect(passing.length).toBeGreaterThan(0);
  for (const { x, y } of passing) {
    const hit = boxes.find(
      ([, box]) => x > box.x && x < box.x + NODE.width && y > box.y && y < box.y + NODE.height,
    );
    expect(hit).toBeUndefined();
  }
});

test("folds a wide level, so that 500 stages side by side stay near to each other", () => {
  const wide = [
    stage("start"),
    ...Array.from({ length: 498 }, (_, index) => stage(`s${index}`, "start")),
  ];
  const { width, height, at } = layoutDag([
    ...wide,
    stage("end", ...wide.slice(1).map(({ name }) => name)),
  ]);
  expect(at.size).toBe(500);
  expect(height).toBeLessThan(3_000);
  expect(width).toBeLessThan(6_000);
});

test("survives a circle, which no definition has", () => {
  expect(layoutDag([stage("a", "b"), stage("b", "a")]).at.size).toBe(2);
});

test("draws a line that leaves and arrives level", () => {
  expect(
    pathOf([
      { x: 0, y: 0 },
      { x: 100, y: 40 },
    ]),
  ).toBe("M0 0C50 0 50 40 100 40");
});
