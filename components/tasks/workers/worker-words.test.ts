import { expect, it } from "vitest";
import type { WorkerWire } from "@/lib/workers/shapes";
import { arranged, roomInWords, takesOrders } from "./worker-words";

const worker = (id: number, state: WorkerWire["state"], agent = "scout") =>
  ({ id, state, agent, host: "build-2", program: "claude" }) as WorkerWire;

it("lists first what somebody may want to do something about, then by agent, newest process first", () => {
  const workers = [
    worker(1, "stopped"),
    worker(2, "waiting"),
    worker(3, "working", "zoe"),
    worker(4, "working", "amy"),
    worker(5, "blocked"),
    worker(6, "waiting"),
    worker(7, "lost"),
  ];
  expect(arranged(workers).map(({ id }) => id)).toEqual([5, 4, 3, 6, 2, 7, 1]);
});

it("offers orders only to what hears them", () => {
  expect(takesOrders(worker(1, "working"))).toBe(true);
  expect(takesOrders(worker(1, "lost"))).toBe(true);
  expect(takesOrders(worker(1, "stopped"))).toBe(false);
  expect(takesOrders({ state: "working", program: null })).toBe(false);
});

it("says the room on a disk in a few characters", () => {
  const said = [0, 999, 1_450, 48_300_000_000, 1_440_000_000_000, 2_000_000_000].map(roomInWords);
  expect(said).toEqual(["0 B", "999 B", "1.5 KB", "48 GB", "1.4 TB", "2 GB"]);
});
