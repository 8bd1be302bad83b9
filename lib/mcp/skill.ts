/** How to work on tickets, in the form agent programs take as a skill (GET /skill, docs/mcp.md). */
export const SKILL = `---
name: baton
description: Work on the tickets of a Baton project over MCP. Use it to find the next piece of work, claim it, report on it and finish it.
---

# Working on Baton's tickets

1. \`ticket_backlog\` shows what can be claimed now, the most urgent first. Never pick from \`ticket_list\`: it shows everything.
2. \`ticket_claim id=…\` makes a ticket yours. Keep the \`ua\` of the answer: it is the etag.
3. Do the work. Say what happens with \`ticket_comment\`; at least every few minutes on long work, so that the claim is not taken for lost.
4. \`ticket_update id=… status=dn etag=<ua> resolution="what came out of it"\`. \`s:rv\` in the answer means that somebody reviews it first.
   A ticket that came back has \`fb\`, what its reviewers said; answer each comment in it (\`rc\`) with \`answers=[{comment_id,state,text}]\`.

| answer | do |
| --- | --- |
| \`conflict … already claimed\` | take the next ticket of the backlog |
| \`conflict etag mismatch\` | \`ticket_get\`, decide anew, send the new \`ua\` |
| \`seq_blocked … ord=1 not done\` | \`ticket_children\` of the parent: claim the step that is missing, or take other work |
| \`not_found\` | look with \`ticket_search\`; archived tickets come back with \`ticket_archive archived=false\` |
| \`invalid\` | the message names the argument and the rule |

Stuck? \`ticket_update status=bl\` and say why in a comment. Cannot go on? \`ticket_update status=bk\` puts the ticket back.
Too big? \`ticket_create parent_id=…\` for parts; with \`exec_mode=seq exec_order=1\`, 2, 3 for steps that wait for each other. A parent is
done by itself when its children are.
`;
