import { expect, test } from "vitest";
import { networkOf, secondsUntil } from "./throttle";

test("an IPv4 address is one client, however it is written", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("a /64 of IPv6 is one client: its owner has all of its addresses", () => {
  expect(networkOf("2001:db8:1:2:aaaa::1")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:DB8:0001:2:0:0:0:ffff")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:db8::1")).toBe("2001:db8::/64");
  expect(networkOf("fe80::1%eth0")).toBe("fe80::/64");
  expect(networkOf("::1")).toBe("::/64");
  expect(networkOf("2001:db8:1:3::1")).not.toBe(networkOf("2001:db8:1:2::1"));
});

test("what is no address is a client of its own", () => {
  expect(networkOf("Somewhere")).toBe("somewhere");
  expect(networkOf("2001:db8:::1")).toBe("2001:db8:::1");
  expect(networkOf(null)).toBe("");
});

test("the wait is told in whole seconds, never zero", () => {
  const now = new Date("2026-11-20T10:00:00.000Z");
  expect(secondsUntil(new Date("2026-11-20T10:00:41.001Z"), now)).toBe(42);
  expect(secondsUntil(new Date("2026-11-20T10:00:00.000Z"), now)).toBe(1);
});
