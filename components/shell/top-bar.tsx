import Link from "next/link";
import { memo, type ReactNode } from "react";
import { SearchButton } from "@/components/shell/palette/search-button";
import { BrandMark } from "./brand";
import { NAV } from "./nav";
import { ThemeSwitch } from "./theme-switch";
import { type ShellUser, UserMenu } from "./user-menu";

type TopBarProps = {
  user: ShellUser;
  signOut: (form: FormData) => void | Promise<void>;
  /** The stream's state. */
  stream: ReactNode;
};

export const TopBar = memo(function TopBar({ user, signOut, stream }: TopBarProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 px-3 pt-[env(safe-area-inset-top)] max-md:border-b">
      <Link
        href={NAV[0]?.href ?? "/"}
        aria-label="Baton, home"
        className="flex items-center gap-2 rounded-md pr-2 font-semibold text-base tracking-tight"
      >
        <BrandMark />
        Baton
      </Link>
      <div className="ml-auto flex items-center gap-1">
        {stream}
        <SearchButton />
        <ThemeSwitch className="max-sm:hidden" />
        <UserMenu user={user} signOut={signOut} />
      </div>
    </header>
  );
});
