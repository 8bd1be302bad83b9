"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";
import { Spinner } from "@/components/ui/feedback/spinner";

export { toast as sonner } from "sonner";

/** The toasts themselves. `Toaster` fetches them. */
export function ToasterRendered() {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={(theme ?? "system") as ToasterProps["theme"]}
      position="bottom-right"
      gap={8}
      style={{ fontFamily: "inherit" }}
      offset={16}
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))", left: 12, right: 12 }}
      icons={{
        success: <CircleCheck className="size-4 text-success" />,
        error: <CircleAlert className="size-4 text-danger" />,
        warning: <TriangleAlert className="size-4 text-warning" />,
        info: <Info className="size-4 text-ink-3" />,
        loading: <Spinner />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            // Usable while a modal dialog takes the pointer from the page.
            "pointer-events-auto flex w-full sm:w-90 items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3.5 py-3 text-sm text-ink shadow-overlay",
          icon: "mt-0.5 flex size-4 shrink-0 items-center justify-center",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-ink-2",
          actionButton:
            "shrink-0 self-center rounded-sm px-1.5 py-0.5 font-medium text-accent-ink hover:bg-hover pointer-coarse:py-2",
          cancelButton: "shrink-0 self-center rounded-sm px-1.5 py-0.5 text-ink-2 hover:bg-hover",
        },
      }}
    />
  );
}
