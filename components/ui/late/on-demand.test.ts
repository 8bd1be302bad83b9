import { expect, test, vi } from "vitest";
import { onDemand } from "./on-demand";

test("a part is fetched once, however many need it at the same time", async () => {
  const fetchPart = vi.fn(async () => "part");
  const { get, load } = onDemand(fetchPart);
  expect(get()).toBeNull();
  expect(await Promise.all([load(), load()])).toEqual(["part", "part"]);
  await load();
  expect(fetchPart).toHaveBeenCalledOnce();
  expect(get()).toBe("part");
});

test("whoever follows a part hears of its arrival", async () => {
  const { load, get, subscribe } = onDemand(async () => "part");
  const heard: (string | null)[] = [];
  subscribe(() => heard.push(get()));
  await load();
  expect(heard).toEqual(["part"]);
});

test("a part that could not be fetched is fetched again by the next who needs it", async () => {
  const fetchPart = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue("part");
  const { get, load } = onDemand(fetchPart);
  await expect(load()).rejects.toThrow("offline");
  expect(get()).toBeNull();
  expect(await load()).toBe("part");
});
