/** Whether this browser can get push messages, and what stands in the way. */
export type PushState =
  | "on"
  | "off"
  /** The person, or somebody before, said no to notifications from this address. */
  | "denied"
  /** Neither https nor the machine itself. */
  | "insecure"
  /** An iPhone or iPad, where only an app on the home screen may. */
  | "install_first"
  | "unsupported";

export interface PushFacts {
  isSecure: boolean;
  /** Whether the browser has all that is needed for it. */
  isSupported: boolean;
  permission: NotificationPermission;
  /** Whether it is an iPhone or iPad, and Baton is open in a tab. */
  isTabOfIos: boolean;
  /** Whether a channel of the signed-in person sends to this browser. */
  isSubscribed: boolean;
}

export function pushStateOf(facts: PushFacts): PushState {
  // Without https a browser does not even have the parts, so this is said first.
  if (!facts.isSecure) return "insecure";
  if (!facts.isSupported) return facts.isTabOfIos ? "install_first" : "unsupported";
  if (facts.permission === "denied") return "denied";
  return facts.isSubscribed && facts.permission === "granted" ? "on" : "off";
}

/** What a person does about it. */
export const PUSH_WORDS: Record<PushState, string> = {
  on: "This browser shows a notification when you are needed, also while Baton is not open in it.",
  off: "It then shows a notification when you are needed, also while Baton is not open in it.",
  denied:
    "Notifications from this address are blocked in this browser. Allow them in its settings for this site, which open from the sign beside the address, and come back.",
  insecure:
    "Browsers allow this over https only, or on the machine that Baton runs on. Open Baton under an https address.",
  install_first:
    "On an iPhone or iPad, first add Baton to the home screen: Share, then Add to Home Screen. Open it from there and come back to this page.",
  unsupported:
    "This browser cannot get push messages, or a private window keeps it from them. Try a current Chrome, Edge, Firefox or Safari.",
};
