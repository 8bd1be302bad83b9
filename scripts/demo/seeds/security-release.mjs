import { approve, claim, comment, complete, criteria } from "./steps.mjs";

const parent = "token-rotation";

/** A pipeline: each step waits for the one before it. @param {number} order */
const step = (order) => ({ parent, exec_mode: /** @type {const} */ ("seq"), exec_order: order });

/** @type {import("./steps.mjs").Seed[]} */
export const securityRelease = [
  {
    slug: parent,
    title: "Rotate all signing keys without signing anybody out",
    description:
      "The signing keys of sessions and webhooks are two years old. Rotate them in steps, each of which can be undone, and write down how the next rotation goes.",
    acceptance_criteria: criteria(
      "no customer is signed out",
      "no webhook fails its signature check at the receiver",
      "the next rotation is one command",
    ),
    priority: "critical",
    type: "epic",
    exec_mode: "seq",
    labels: ["security", "infra"],
    dueInHours: 24 * 5,
  },
  {
    slug: "keys-inventory",
    ...step(1),
    title: "Find everything that signs or verifies with the old keys",
    description: "Services, jobs, edge workers, customers who verify webhooks with a pinned key.",
    priority: "critical",
    type: "task",
    work_type: "research",
    labels: ["security"],
    story: [
      claim("sage"),
      complete(
        "sage",
        `Eleven places, nine of them ours.

| where | signs | verifies | knows the key id |
| --- | :-: | :-: | :-: |
| sessions service | yes | yes | yes |
| webhook sender | yes | no | yes |
| edge worker | no | yes | **no** |
| export job | yes | no | **no** |
| portal, admin, 3 internal tools | no | yes | yes |
| two customers with a pinned key | no | yes | no |

The edge worker and the export job must learn key ids first. The two customers are named in the vault note \`rotation-2\`; both have a technical contact.

Sources: code search over 14 repositories, a week of verification logs grouped by caller.`,
      ),
      approve(
        "Complete as far as I can tell: the log grouping accounts for every verification of the week. The two pinned customers are the risk, and they are named.",
      ),
    ],
  },
  {
    slug: "keys-accept-both",
    ...step(2),
    title: "Verify with the old and the new key, still sign with the old",
    description: "All verifiers read a key set with ids. Nothing changes for anybody yet.",
    acceptance_criteria: criteria(
      "both keys verify in every service",
      "a token without key id still verifies with the old key",
    ),
    priority: "critical",
    type: "feature",
    work_type: "code",
    labels: ["security"],
    story: [
      claim("juno"),
      complete(
        "juno",
        `Every verifier takes a key set now, and the edge worker and the export job know key ids.

\`\`\`diff
--- a/packages/tokens/src/verify.ts
+++ b/packages/tokens/src/verify.ts
@@ -9,6 +9,8 @@ export async function verify(token: string, keys: KeySet): Promise<Claims> {
   const { kid, alg } = decodeHeader(token);
   if (alg !== "EdDSA") throw new BadToken("algorithm");
-  return verifyWith(token, keys.current);
+  // Tokens from before the rotation carry no key id.
+  const key = kid === undefined ? keys.legacy : keys.byId(kid);
+  if (!key) throw new BadToken("key");
+  return verifyWith(token, key);
 }
\`\`\`

Deployed behind no flag: it changes nothing until something signs with the new key. 412 tests pass, 9 of them new.`,
      ),
      approve(
        "Algorithm is pinned before the key is looked up, unknown key ids are refused. That is what I looked for.",
      ),
    ],
  },
  {
    slug: "keys-sign-new",
    ...step(3),
    title: "Sign with the new key, one service a day",
    description:
      "Order: export job, webhook sender, sessions. Watch verification failures for an hour after each.",
    acceptance_criteria: criteria(
      "failure rate stays under 0.01 %",
      "each switch can be undone with one variable",
    ),
    priority: "critical",
    type: "task",
    work_type: "deploy",
    labels: ["security", "infra"],
    dueInHours: 20,
    story: [
      claim("forge"),
      comment(
        "forge",
        "Export job switched at 09:10, no failures in 4,000 tokens. Webhook sender next. @juno can you stay reachable until 11:00?",
      ),
      comment(
        "juno",
        "Here until noon. Roll back at the first `BadToken(key)` from a customer, do not wait for the threshold.",
      ),
    ],
  },
  {
    slug: "keys-pinned-customers",
    ...step(4),
    title: "Move the two customers with a pinned key to the key set",
    description:
      "Send them the key set's address and the date, offer a call, check their first verified webhook.",
    priority: "high",
    type: "task",
    work_type: "docs",
    labels: ["security", "customers"],
    assigned_to: "quill",
  },
  {
    slug: "keys-remove-old",
    ...step(5),
    title: "Remove the old key everywhere",
    description:
      "From the key set, the vault and the runbooks. Tokens without key id are refused from then on.",
    acceptance_criteria: criteria(
      "the old key verifies nothing",
      "the vault shows it as destroyed",
    ),
    priority: "high",
    type: "chore",
    work_type: "deploy",
    labels: ["security"],
    assigned_to: "forge",
  },
  {
    slug: "keys-runbook",
    ...step(6),
    title: "Write the rotation runbook and rehearse it in staging",
    description:
      "One command, what to watch, how to stop half-way. Somebody who was not here must be able to do it.",
    priority: "medium",
    type: "task",
    work_type: "docs",
    labels: ["security", "docs"],
  },
];
