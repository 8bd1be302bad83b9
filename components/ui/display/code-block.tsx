import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/controls/copy-button";

type CodeBlockProps = {
  code: string;
  /** Stands above the code: a language, a file, what the command does. */
  caption?: string;
  className?: string;
};

export function CodeBlock({ code, caption, className }: CodeBlockProps) {
  return (
    <figure
      className={cn(
        "group/code relative min-w-0 overflow-hidden rounded-md border bg-sunken text-left",
        className,
      )}
    >
      {caption ? (
        <figcaption className="flex h-8 items-center border-b px-3 text-ink-3 text-xs">
          {caption}
        </figcaption>
      ) : null}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto py-2.5 pr-11 pl-3 font-mono text-ink text-xs leading-5 focus-visible:-outline-offset-2"
      >
        <code>{code}</code>
      </pre>
      <CopyButton
        value={code}
        label="Copy code"
        className={cn("absolute right-1 bg-sunken", caption ? "top-0.5" : "top-1")}
      />
    </figure>
  );
}
