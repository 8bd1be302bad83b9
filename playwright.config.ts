import { defineConfig } from "playwright/test";
import { chromiumArguments, findChromium } from "./scripts/chromium.mjs";

export default defineConfig({
  testDir: "e2e",
  outputDir: ".baton/end-to-end",
  globalSetup: "./scripts/testing/browser-setup.mjs",
  workers: 3,
  // A bound against hanging, not a measure: machines that run the suite are of every speed.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A test that needed its second try passes here and is named as flaky in the output.
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: process.env.BATON_TEST_URL,
    // Recording every test costs two thirds as much time again; a second try says the same of what failed.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
  projects: [
    // Mostly waits: for leases, for a provider that is back.
    { name: "api", testDir: "e2e/api", workers: 1 },
    {
      name: "ui",
      testDir: "e2e/ui",
      workers: 2,
      use: {
        browserName: "chromium",
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          executablePath: findChromium() ?? undefined,
          args: chromiumArguments(),
          chromiumSandbox: process.getuid?.() !== 0,
        },
      },
    },
  ],
});
