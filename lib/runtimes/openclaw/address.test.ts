import { expect, test } from "vitest";
import { gatewayAddress } from "./address";

test.each([
  ["ws://127.0.0.1:18789", "ws://127.0.0.1:18789", "http://127.0.0.1:18789", true],
  ["http://localhost:18789/", "ws://localhost:18789", "http://localhost:18789", true],
  ["http://[::1]:18789/v1/", "ws://[::1]:18789", "http://[::1]:18789", true],
  ["wss://claw.example.com", "wss://claw.example.com", "https://claw.example.com", false],
  ["https://example.com/claw/v1", "wss://example.com/claw", "https://example.com/claw", false],
  ["ws://192.168.1.5:18789", "ws://192.168.1.5:18789", "http://192.168.1.5:18789", false],
  ["ws://127.evil.example:1", "ws://127.evil.example:1", "http://127.evil.example:1", false],
])("%s is reached over both", (written, ws, http, isLoopback) => {
  expect(gatewayAddress(written)).toEqual({ ws, http, isLoopback });
});
