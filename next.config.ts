import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Named after its sources (scripts/build/production.mjs), so that servers that build for themselves agree.
  generateBuildId: () => process.env.BATON_BUILD_ID || null,
  // Native code and packages that read their own files stay outside the bundle.
  serverExternalPackages: [
    "@openclaw/gateway-client",
    "argon2",
    "graphile-worker",
    "pg",
    "pino",
    "prom-client",
    "web-push",
  ],
  // A browser that asks whether the service worker changed must not be told by a cache.
  headers: async () => [
    {
      source: "/sw.js",
      headers: [
        { key: "cache-control", value: "no-cache" },
        { key: "content-security-policy", value: "default-src 'none'; connect-src 'self'" },
        { key: "x-content-type-options", value: "nosniff" },
      ],
    },
  ],
  experimental: {
    optimizePackageImports: ["radix-ui"],
    // Our own host answers the API (lib/api/host.ts): Next would load its routes as well, each with a copy of all they share.
    preloadEntriesOnStart: false,
    // Few large chunks compress better than many small ones: each page is 7 KB lighter (docs/decisions/0060).
    turbopackChunking: {
      minChunkSize: 400_000,
      maxMergeChunkSize: 1_000_000,
      firstPageLoadPriority: 1,
    },
  },
  // `npm run check` and `npm test` check the types; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
