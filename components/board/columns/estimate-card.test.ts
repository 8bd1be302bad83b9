import { expect, test } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import { estimateCard } from "./estimate-card";

const height = (labels: string[]) => estimateCard(aTask({ labels }));

test("labels that wrap make a card higher before it is measured, so that the next one does not cover it", () => {
  const bare = height([]);
  expect(height(["billing"])).toBe(bare + 28);
  expect(height(["billing", "web", "demo"])).toBe(bare + 28);
  expect(height(["label-0101", "label-0102", "label-0103"])).toBe(bare + 52);
  expect(height(Array.from({ length: 20 }, (_, at) => `label-01${at}`))).toBe(bare + 52);
  expect(height(["w".repeat(100), "w".repeat(100), "w".repeat(100)])).toBe(bare + 76);
});
