import { FormatProvider } from "@/components/format/format-provider";
import { READER_COOKIE, readerOf } from "@/components/format/reader";
import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/shell/theme-provider";
import { Toaster } from "@/components/ui/overlays/toast";

export const metadata: Metadata = {
  title: { default: "Baton", template: "%s · Baton" },
  description: "Mission control for AI agents: triage, review and watch the work of a fleet.",
  applicationName: "Baton",
  icons: {
    icon: [
      { url: "/icon.svg", type: "image/svg+xml" },
      { url: "/icon-192.png", type: "image/png", sizes: "192x192" },
    ],
    apple: "/apple-icon.png",
  },
  referrer: "same-origin",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f7f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0c0e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const asked = await headers();
  const nonce = asked.get("x-nonce") ?? undefined;
  const reader = readerOf(
    (await cookies()).get(READER_COOKIE)?.value,
    asked.get("accept-language"),
  );
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:font-medium focus:text-on-accent"
        >
          Skip to content
        </a>
        <ThemeProvider nonce={nonce}>
          <FormatProvider reader={reader} renderedAt={renderedAt()}>
            {children}
          </FormatProvider>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}

/** Hydration has to agree with the clock that the page was rendered by. */
const renderedAt = () => Date.now();
