import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";

/** The frame of the sign-in pages. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex h-12 shrink-0 items-center justify-between px-4">
        <span className="flex items-center gap-2 font-semibold text-base">
          <BrandMark /> Baton
        </span>
        <ThemeSwitch />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="flex flex-1 flex-col items-center px-4 pt-[12vh] pb-16 outline-none max-sm:pt-8"
      >
        {children}
      </main>
    </div>
  );
}
