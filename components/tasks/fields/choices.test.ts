import { expect, test } from "vitest";
import { fittingChoices } from "./choices";

const labels = Array.from({ length: 3_000 }, (_, at) => ({ label: `label-${at}` }));

test("of three thousand labels two hundred are drawn, and the rest is counted", () => {
  const { drawn, more } = fittingChoices(labels, "");
  expect([drawn.length, more]).toEqual([200, 2_800]);
});

test("what is typed finds a label that was not drawn", () => {
  expect(fittingChoices(labels, "label-2999")).toEqual({
    drawn: [{ label: "label-2999" }],
    more: 0,
  });
});

test("every word counts, in any order, in the label or its keywords", () => {
  const agents = [
    { label: "scout", keywords: ["developer"] },
    { label: "iris", keywords: ["researcher"] },
  ];
  expect(fittingChoices(agents, "dev SC").drawn).toEqual([agents[0]]);
  expect(fittingChoices(agents, "dev iris").drawn).toEqual([]);
});
