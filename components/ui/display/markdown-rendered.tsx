import { type ComponentProps, createContext, type ReactNode, use } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";

export type MarkdownProps = {
  /** Written by people or agents: never trusted. Raw HTML shows as text, pictures from elsewhere as links. */
  children: string;
  className?: string;
};

/** Whether a paragraph stands in an item of a list, whose direction it then has. */
const InItem = createContext(false);

export function MarkdownRendered({ children, className }: MarkdownProps) {
  return (
    <div className={cn("markdown min-w-0 break-words text-base text-ink leading-6", className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

// Headings start at the third level: the page and its section have the first two. Each block runs the way its own first
// letter does; an item of a list as a whole, so that its mark stands where its text begins.
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 dir="auto">{children}</h3>,
  h2: ({ children }) => <h4 dir="auto">{children}</h4>,
  h3: ({ children }) => <h5 dir="auto">{children}</h5>,
  h4: ({ children }) => <h6 dir="auto">{children}</h6>,
  h5: ({ children }) => <h6 dir="auto">{children}</h6>,
  h6: ({ children }) => <h6 dir="auto">{children}</h6>,
  p: ({ children }) => <Paragraph>{children}</Paragraph>,
  li: ({ children }) => (
    <li dir="auto">
      <InItem value={true}>{children}</InItem>
    </li>
  ),
  th: ({ children, style }) => (
    <th dir="auto" style={style}>
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td dir="auto" style={style}>
      {children}
    </td>
  ),
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => <Picture src={typeof src === "string" ? src : undefined} alt={alt} />,
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

function Paragraph({ children }: { children: ReactNode }) {
  return <p dir={use(InItem) ? undefined : "auto"}>{children}</p>;
}

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

/** A picture that Baton stores. Others stay links: to load them would tell their servers who reads what. */
function Picture({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  if (!src || !/^\/api\/attachments\/\d+$/.test(src)) {
    return <SafeLink href={src}>{alt || "image"}</SafeLink>;
  }
  return (
    <a href={src} target="_blank" rel="noopener" className="inline-block max-w-full">
      {/* biome-ignore lint/performance/noImgElement: the server keeps one size, and asks who reads it */}
      <img
        src={src}
        alt={alt || "Picture"}
        loading="lazy"
        className="my-2 max-h-96 max-w-full rounded-md border"
      />
    </a>
  );
}

type HastNode = { type: string; value?: string; children?: HastNode[] };

function textOf(node: HastNode): string {
  return node.value ?? node.children?.map(textOf).join("") ?? "";
}
