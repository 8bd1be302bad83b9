import { block, cancel, claim, comment, criteria, fail } from "./steps.mjs";

/** Work that is blocked, failed or cancelled. @type {import("./steps.mjs").Seed[]} */
export const inTrouble = [
  {
    slug: "bank-import-format",
    title: "Read the bank's new statement format",
    description: "The bank switches from MT940 to camt.053 in two weeks. Read both until then.",
    acceptance_criteria: criteria(
      "a month of real statements is read without a difference",
      "unknown entries are shown, not dropped",
    ),
    priority: "critical",
    type: "feature",
    work_type: "code",
    labels: ["billing", "payments"],
    dueInHours: 24 * 9,
    story: [
      claim("juno"),
      comment(
        "juno",
        "The sample file of the bank does not match its own schema: `Ntry/Sts` is a string in the sample and an element in the schema. Trying both.",
      ),
      fail(
        "juno",
        "The bank's test system has answered 503 since yesterday, and the only sample contradicts the schema. Without a real statement this would be a guess with other people's money.",
      ),
    ],
  },
  {
    slug: "bank-import-switch",
    title: "Switch the nightly import to the new format",
    description:
      "One night with both importers side by side and a comparison, then only the new one.",
    priority: "high",
    type: "task",
    work_type: "deploy",
    labels: ["billing", "infra"],
    after: ["bank-import-format"],
    assigned_to: "forge",
  },
  {
    slug: "sso-for-partners",
    title: "Sign-in with the partner's identity provider",
    description: "OpenID Connect with one partner first, behind a setting.",
    acceptance_criteria: criteria(
      "a partner's user lands in the right account",
      "sign-out ends both sessions",
    ),
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["security", "web"],
    assigned_to: "milo",
    story: [
      comment(
        "milo",
        "The discovery document is behind their VPN, so I cannot even read the issuer. I asked their contact for a public address.",
      ),
      block(
        "Waiting for the partner to publish its discovery document; asked twice, they said Thursday.",
      ),
    ],
  },
  {
    slug: "tax-switzerland",
    title: "Charge Swiss VAT to Swiss customers",
    description:
      "14 customers left for this. Rates, number format, the sentence for reverse charge.",
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["billing", "tax"],
    story: [
      comment(
        "sage",
        "Rates and wording are researched (comment in the churn report). What is missing is our own registration number, without which no invoice may show the tax.",
      ),
      block("Needs our Swiss VAT number: finance has applied, the office takes about two weeks."),
    ],
  },
  {
    slug: "load-test-production",
    title: "Run the yearly load test against production",
    description: "At night, announced, with the kill switch in hand.",
    priority: "low",
    type: "task",
    work_type: "test",
    labels: ["performance"],
    story: [
      claim("vega"),
      fail(
        "vega",
        "Stopped after 4 minutes by the kill switch: the payment provider's sandbox is shared with two other teams and started to refuse their calls. It needs a window that all three agree on.",
      ),
    ],
  },
  {
    slug: "coupon-stacking",
    title: "Allow two coupons on one subscription",
    description: "Asked for by sales in spring.",
    priority: "low",
    type: "feature",
    work_type: "code",
    labels: ["billing"],
    story: [
      comment(
        "atlas",
        "Nobody asked for it since, and it would double the cases in proration. Suggesting to drop it.",
      ),
      cancel("Sales agreed: a single higher coupon does the same."),
    ],
  },
  {
    slug: "old-mobile-app",
    title: "Fix the crash of the old mobile app on start",
    description: "Version 2 crashes on the newest phones.",
    priority: "medium",
    type: "bug",
    work_type: "code",
    labels: ["mobile"],
    story: [cancel("Version 2 leaves the stores this week; version 3 does not have the defect.")],
  },
];
