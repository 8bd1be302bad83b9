import type { ReactNode } from "react";
import { ShellCommands } from "@/components/shell/keys/shell-commands";
import { LiveRegion } from "@/components/ui/feedback/live-region";
import type { NavCounts } from "./nav";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";
import { TopBar } from "./top-bar";
import type { ShellUser } from "./user-menu";

type AppShellProps = {
  user: ShellUser;
  signOut: (form: FormData) => void | Promise<void>;
  /** A `StreamDot` that knows the stream's state. */
  stream: ReactNode;
  /** Says what is wrong with the connection, above everything else. */
  banner?: ReactNode;
  /** Beside the entries of the navigation; nothing is shown for 0. */
  counts?: NavCounts;
  /** Whether the cookie `SIDEBAR_COOKIE` says `collapsed`. */
  sidebarCollapsed?: boolean;
  children: ReactNode;
};

/**
 * The frame of every screen behind the sign-in. The page scrolls inside `main`; a page may take its full height. In a
 * window too short for the frame and a page, the frame scrolls away.
 */
export function AppShell({
  user,
  signOut,
  stream,
  banner,
  counts,
  sidebarCollapsed = false,
  children,
}: AppShellProps) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-canvas short:h-auto short:overflow-visible">
      <TopBar user={user} signOut={signOut} stream={stream} />
      {banner}
      <div className="flex min-h-0 flex-1">
        <Sidebar counts={counts} initiallyCollapsed={sidebarCollapsed} />
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col overflow-y-auto bg-panel outline-none short:h-[max(100dvh,26rem)] md:rounded-tl-lg md:border-t md:border-l"
        >
          {children}
        </main>
      </div>
      <TabBar counts={counts} />
      <LiveRegion />
      <ShellCommands />
    </div>
  );
}
