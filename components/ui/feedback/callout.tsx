import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const TONES = {
  plain: { look: "bg-hover text-ink-2", icon: <Info aria-hidden /> },
  warning: { look: "bg-warning/10 text-warning", icon: <TriangleAlert aria-hidden /> },
  danger: { look: "bg-danger/10 text-danger", icon: <CircleAlert aria-hidden /> },
};

type CalloutProps = {
  tone?: keyof typeof TONES;
  /** In place of the tone's own sign. */
  icon?: ReactNode;
  /** `bar` goes from edge to edge above what it is about; `box` stands among the content. */
  shape?: "box" | "bar";
  /** Text in the colour of text, under a sign in the tone's colour: for more than one sentence. */
  quiet?: boolean;
  /** `alert` reads it out as it appears, `status` at the next pause; without it, it is read where it stands. */
  role?: "alert" | "status";
  /** Buttons at the end, below the text where it is narrow. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Something that the reader has to know about what is on the screen: one or two sentences, and what to do. */
export function Callout({
  tone = "plain",
  icon,
  shape = "box",
  quiet = false,
  role,
  actions,
  className,
  children,
}: CalloutProps) {
  const { look, icon: own } = TONES[tone];
  return (
    <div
      role={role}
      className={cn(
        "flex flex-wrap items-start gap-x-2 gap-y-1.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        shape === "bar" ? "border-b px-4 py-2" : "rounded-md px-2.5 py-1.5",
        look,
        className,
      )}
    >
      {icon ?? own}
      <div className={cn("min-w-0 flex-1 text-pretty break-words", quiet && "text-ink")}>
        {children}
      </div>
      {actions ? <div className="-my-1 flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
