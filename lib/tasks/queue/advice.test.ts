import { expect, test } from "vitest";
import { adviceFor } from "./advice";

const crew = (online: number, busy: number) => ({
  total: 20,
  online,
  busy,
  idle: online - busy,
  offline: 20 - online,
  busy_ratio: online === 0 ? 0 : busy / online,
});

test.each([
  [0, 0, "pause", false, 30_000],
  [20, 15, "normal", true, 0],
  [20, 16, "throttle", true, 2_000],
  [20, 19, "shed", false, 10_000],
  [20, 20, "shed", false, 10_000],
])("with %i online of whom %i are busy: %s", (online, busy, action, submit_ok, delay) => {
  expect(adviceFor(crew(online, busy), 3)).toMatchObject({
    action,
    submit_ok,
    suggested_delay_ms: delay,
  });
});
