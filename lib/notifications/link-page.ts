import { createHash } from "node:crypto";
import { config } from "@/lib/core/config";
import type { LinkState, LinkView } from "./answer";
import { asHtml } from "./channels/words";
import type { LinkAction } from "./kinds";

const STYLE = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;padding:24px 16px 48px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:light-dark(#1b1b1f,#ececf0);background:light-dark(#fff,#131316)}
main{max-width:640px;margin:0 auto}
.brand{font-weight:600;font-size:14px;color:light-dark(#5b5b63,#a5a5ae);margin:0 0 24px}
h1{font-size:20px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
form{margin:0 0 16px}
.meta{color:light-dark(#5b5b63,#a5a5ae);margin:0 0 16px}
.work{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid light-dark(#d5d5db,#3a3a42);border-radius:8px;padding:12px;margin:0 0 16px;max-height:50vh;overflow:auto}
label{display:block;font-weight:600;margin:0 0 4px}
textarea{width:100%;min-height:120px;font:inherit;padding:8px;border:1px solid light-dark(#8b8b93,#74747d);border-radius:8px;color:inherit;background:transparent;margin:0 0 16px}
button{font:inherit;font-weight:600;min-height:48px;padding:8px 24px;border:0;border-radius:8px;color:#fff;background:#1f6f43;cursor:pointer}
button.reject{background:#a3302a}
.work:focus-visible,button:focus-visible,textarea:focus-visible,a:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
.problem{border-left:4px solid #a3302a;padding:4px 12px;margin:0 0 16px}
.done{border-left:4px solid #1f6f43;padding:4px 12px;margin:0 0 16px}
a{color:inherit}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No script, nothing from elsewhere, no frame around it, and nothing that would tell another site or a cache the address. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  // Not `no-referrer`: with that, browsers send the form without saying where it comes from.
  "referrer-policy": "same-origin",
  "x-robots-tag": "noindex, nofollow, noarchive",
  "x-frame-options": "DENY",
};

const STATUS: Record<LinkState["state"], number> = {
  ready: 200,
  done: 200,
  incomplete: 400,
  unknown: 404,
  used: 410,
  expired: 410,
  forbidden: 403,
  changed: 409,
};

const TITLES: Record<Exclude<LinkState["state"], "ready" | "done" | "incomplete">, string> = {
  unknown: "Unknown link",
  used: "Already used",
  expired: "This link has ended",
  forbidden: "Not allowed",
  changed: "Nothing was done",
};

/** The page of a link: what it will do, what it did, or why it does nothing. `notes` is what was written so far. */
export function linkPage(state: LinkState, notes = ""): Response {
  const [title, body] = contentOf(state, notes);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${asHtml(title)} · Baton</title>
<style>${STYLE}</style>
</head>
<body><main><p class="brand">Baton</p>${body}</main></body>
</html>
`;
  return new Response(html, { status: STATUS[state.state], headers: HEADERS });
}

function contentOf(state: LinkState, notes: string): [string, string] {
  switch (state.state) {
    case "ready":
      return formOf(state.view, notes, "");
    case "incomplete":
      return formOf(
        state.view,
        notes,
        `<p class="problem" role="alert">${asHtml(state.message)}</p>`,
      );
    case "done": {
      const { view, message } = state;
      return [message, `<h1>Done</h1><p class="done">${asHtml(message)}</p>${openLink(view.href)}`];
    }
    default: {
      const title = TITLES[state.state];
      const text = `<p class="problem">${asHtml(state.message)}</p>${openLink(state.href)}`;
      return [title, `<h1>${title}</h1>${text}`];
    }
  }
}

const BUTTONS: Record<LinkAction, string> = {
  approve: "Approve",
  reject: "Reject",
  answer: "Answer",
  confirm: "Confirm",
};

function formOf(view: LinkView, notes: string, problem: string): [string, string] {
  const { action, person, ticketRef, title, projectName, worker, text, answer, href } = view;
  const label = BUTTONS[action];
  const what = ticketRef === null ? `${label}: ${title}` : `${label} ${ticketRef}: ${title}`;
  const heading = action === "confirm" ? "Confirm this address" : what;
  const asks = action === "answer";
  const facts = [
    projectName,
    worker && (asks ? `asked by ${worker}` : `work of ${worker}`),
    action !== "confirm" && `you answer as ${person}`,
  ];
  const meta = facts.filter((fact) => fact).join(" · ");
  const nothing = asks ? title : "It was handed in without a resolution.";
  const work = text.trim() === "" ? nothing : text;
  const isChosen = typeof answer === "string";
  const fields = fieldsOf(action, notes, isChosen);
  const button = `<button type="submit" class="${action}">${asHtml(isChosen ? `${label}: ${answer}` : ticketRef === null ? label : `${label} ${ticketRef}`)}</button>`;
  return [
    heading,
    `<h1 dir="auto">${asHtml(heading)}</h1>${meta && `<p class="meta">${asHtml(meta)}</p>`}${problem}<div class="work" dir="auto" tabindex="0" role="region" aria-label="${asks ? "The question" : "What it is about"}">${asHtml(work)}</div>` +
      `<form method="post">${fields}${button}</form><p class="meta">Nothing happens until you press the button. This link works once.</p>${openLink(href)}`,
  ];
}

function fieldsOf(action: LinkAction, notes: string, isChosen: boolean): string {
  if (action === "confirm") return "";
  const isRequired = action === "reject" || (action === "answer" && !isChosen);
  const needed = action === "reject" ? "What is missing? The agent reads it." : "Your answer";
  const label = isRequired ? needed : "Notes (may be left out)";
  return `<label for="notes">${label}</label><textarea id="notes" name="notes" dir="auto" maxlength="20000"${isRequired ? " required" : ""}>${asHtml(notes)}</textarea>`;
}

const openLink = (href: string | null): string =>
  href === null
    ? ""
    : `<p><a href="${asHtml(`${config.publicUrl}${href}`)}" rel="noreferrer">Open in Baton</a></p>`;
