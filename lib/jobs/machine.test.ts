import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { hasEnded, thisProcess } from "./machine";

it.runIf(process.platform === "linux")(
  "knows a process that has ended from one that lives, and from a later one of its number",
  async () => {
    const self = thisProcess();
    expect(self).toEqual({
      machine: expect.stringMatching(/^[0-9a-f-]{36} pid:\[\d+\]$/),
      pid: process.pid,
      began: expect.stringMatching(/^\d+$/),
    });
    const { pid, began } = self as NonNullable<typeof self>;
    expect(hasEnded({ pid, began })).toBe(false);
    expect(hasEnded({ pid, began: `${Number(began) - 1}` })).toBe(true);
    const child = spawn(process.execPath, ["-e", "0"]);
    await once(child, "exit");
    expect(hasEnded({ pid: child.pid as number, began })).toBe(true);
  },
);
