"use client";

import { type ComponentProps, createContext, Suspense, useContext, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { moveAmong } from "@/components/ui/list/move-among";

interface TabsState {
  value: string;
  onValueChange: (value: string) => void;
  /** The ids of a tab and of its panel. */
  tabId: (value: string) => string;
  panelId: (value: string) => string;
}

const Context = createContext<TabsState | null>(null);

function useTabs(): TabsState {
  const tabs = useContext(Context);
  if (!tabs) throw new Error("A tab outside of Tabs");
  return tabs;
}

type TabsProps = ComponentProps<"div"> & {
  value: string;
  onValueChange: (value: string) => void;
};

/** Panels of which one is shown. Compose with `TabsList`, `TabsTrigger` and `TabsContent`. */
export function Tabs({ value, onValueChange, ...props }: TabsProps) {
  const id = useId();
  return (
    <Context
      value={{
        value,
        onValueChange: (next) => next !== value && onValueChange(next),
        tabId: (tab) => `${id}-tab-${tab}`,
        panelId: (tab) => `${id}-panel-${tab}`,
      }}
    >
      <div {...props} />
    </Context>
  );
}

/** The tabs in a row, or in rows where it is too narrow for all. */
export function TabsList({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      role="tablist"
      aria-orientation="horizontal"
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") moveAmong("tab", event);
      }}
      className={cn("flex flex-wrap items-center gap-x-4 border-b px-4", className)}
      {...props}
    />
  );
}

type TabsTriggerProps = ComponentProps<"button"> & { value: string; count?: number };

export function TabsTrigger({ value, className, children, count, ...props }: TabsTriggerProps) {
  const tabs = useTabs();
  const isSelected = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={tabs.tabId(value)}
      aria-selected={isSelected}
      aria-controls={tabs.panelId(value)}
      data-state={isSelected ? "active" : "inactive"}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => tabs.onValueChange(value)}
      // The arrows show the tab they lead to.
      onFocus={() => tabs.onValueChange(value)}
      className={cn(
        "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-ink-2 text-sm hover:text-ink",
        "focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-11",
        className,
      )}
      {...props}
    >
      {children}
      {count === undefined ? null : (
        <span className="font-normal text-ink-3 text-xs tabular-nums">{count}</span>
      )}
    </button>
  );
}

type TabsContentProps = ComponentProps<"div"> & {
  value: string;
  /** Keeps what is in it while another panel is shown. */
  forceMount?: boolean;
};

export function TabsContent({
  value,
  forceMount = false,
  className,
  children,
  ...props
}: TabsContentProps) {
  const tabs = useTabs();
  const isSelected = tabs.value === value;
  const isPresent = forceMount || isSelected;
  // A panel whose code is fetched when it is shown must not take the tabs, and with them the focus, from the page.
  const [isFirst] = useState(isPresent);
  return (
    <div
      role="tabpanel"
      id={tabs.panelId(value)}
      aria-labelledby={tabs.tabId(value)}
      data-state={isSelected ? "active" : "inactive"}
      hidden={!isPresent}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: A panel without a control is reached, and scrolled, by key.
      tabIndex={0}
      className={cn("min-h-0 flex-1", className)}
      {...props}
    >
      {isPresent ? isFirst ? children : <Suspense>{children}</Suspense> : null}
    </div>
  );
}
