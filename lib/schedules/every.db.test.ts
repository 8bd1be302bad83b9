import { afterAll, beforeAll, expect, it } from "vitest";
import { wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());

const every = (seconds: number, prompt = "Look after the herons") =>
  call("POST", "/api/schedules/every", { agent: "scout", prompt, seconds });

it("gives an agent the same task again and again, one for each agent, until it is ended", async () => {
  const first = await every(300);
  expect(first.status).toBe(201);
  expect(first.body.schedule).toMatchObject({
    name: "every scout",
    task_template: { title: "Look after the herons", assigned_to: "scout" },
    overlap: "skip",
  });
  const second = await every(3_600, "Look after the geese");
  expect(second.status).toBe(200);
  expect(second.body.schedule.id).toBe(first.body.schedule.id);
  expect(second.body.schedule.task_template.title).toBe("Look after the geese");
  expect((await call("DELETE", "/api/schedules/every?agent=scout")).status).toBe(200);
  expect((await call("DELETE", "/api/schedules/every?agent=scout")).status).toBe(404);
  expect(await test.db.schedule.count()).toBe(0);
});

it("takes whole minutes, hours up to twelve, and a day", async () => {
  for (const seconds of [60, 420, 3_600, 7_200, 43_200, 86_400])
    expect([seconds, (await every(seconds)).status]).toEqual([
      seconds,
      expect.toBeOneOf([200, 201]),
    ]);
  for (const seconds of [30, 90, 3_660, 46_800, 90_000])
    expect((await every(seconds)).status).toBe(400);
});
