import { createPublicKey, verify } from "node:crypto";
import type { DeviceIdentity } from "@openclaw/gateway-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { deviceIdentity, deviceSigning } from "./device";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => vi.stubEnv("BATON_SECRET", "a secret for tests"));
afterEach(async () => {
  vi.unstubAllEnvs();
  await database.db.$executeRaw`DELETE FROM settings`;
});

async function knownDevice(): Promise<DeviceIdentity> {
  const device = await deviceIdentity(database.db);
  if (device === null) throw new Error("the device cannot be read");
  return device;
}
const stored = async (): Promise<string> =>
  JSON.stringify(await database.db.$queryRaw`SELECT value FROM settings`);

test("an installation is one device, whoever asks first, and its key is sealed", async () => {
  const [first, second] = await Promise.all([
    deviceIdentity(database.db),
    deviceIdentity(database.db),
  ]);
  expect(second).toEqual(first);
  expect(await deviceIdentity(database.db)).toEqual(first);
  expect(first?.deviceId).toMatch(/^[0-9a-f]{64}$/);
  expect(await stored()).not.toContain("PRIVATE KEY");
  const [line = ""] = (await knownDevice()).privateKeyPem.split("\n").slice(1);
  expect(await stored()).not.toContain(line);
});

test("signs with its key", async () => {
  const { privateKeyPem, publicKeyPem } = await knownDevice();
  const signature = deviceSigning.signDevicePayload(privateKeyPem, "v3|…");
  const isValid = verify(
    null,
    Buffer.from("v3|…"),
    createPublicKey(publicKeyPem),
    Buffer.from(signature, "base64url"),
  );
  expect(isValid).toBe(true);
  expect(
    Buffer.from(deviceSigning.publicKeyRawBase64UrlFromPem(publicKeyPem), "base64url"),
  ).toHaveLength(32);
});

test("a key that another secret sealed is never overwritten, and is the same device again under the right one", async () => {
  // The keys of secrets are kept per process, in which another file may have run before.
  vi.resetModules();
  const { deviceIdentity: first } = await import("./device");
  const before = await first(database.db);
  const kept = await stored();
  vi.resetModules();
  vi.stubEnv("BATON_SECRET", "another secret");
  const { deviceIdentity: underAnother } = await import("./device");
  expect(await underAnother(database.db)).toBeNull();
  expect(await stored()).toBe(kept);

  vi.resetModules();
  vi.stubEnv("BATON_SECRET", "a secret for tests");
  const { deviceIdentity: again } = await import("./device");
  expect(await again(database.db)).toEqual(before);
});
