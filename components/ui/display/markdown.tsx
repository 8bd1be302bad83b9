import type { ComponentProps, ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";

type MarkdownProps = {
  /** Written by people or agents: never trusted. Raw HTML shows as text, images as links. */
  children: string;
  className?: string;
};

export function Markdown({ children, className }: MarkdownProps) {
  return (
    <div className={cn("markdown min-w-0 break-words text-base text-ink leading-6", className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

// Headings start at the third level: the page and its section have the first two.
const COMPONENTS: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => (
    <SafeLink href={typeof src === "string" ? src : undefined}>{alt || "image"}</SafeLink>
  ),
  pre: ({ node }) => {
    const code = node?.children[0];
    if (code?.type !== "element") return null;
    const language = [code.properties.className]
      .flat()
      .find((name) => String(name).startsWith("language-"));
    return (
      <CodeBlock
        className="my-3"
        code={textOf(code).replace(/\n$/, "")}
        caption={language ? String(language).slice(9) : undefined}
      />
    );
  },
  table: ({ children }) => (
    <div
      className="my-3 overflow-x-auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked ?? false}
      disabled
      aria-label={checked ? "Done" : "Not done"}
    />
  ),
};

function SafeLink({ href, children }: { href?: string; children: ReactNode }) {
  const outside: ComponentProps<"a"> = /^[a-z]+:/i.test(href ?? "")
    ? { target: "_blank", rel: "noopener noreferrer nofollow" }
    : {};
  return (
    <a href={href} {...outside}>
      {children}
    </a>
  );
}

type HastNode = { type: string; value?: string; children?: HastNode[] };

function textOf(node: HastNode): string {
  return node.value ?? node.children?.map(textOf).join("") ?? "";
}
