// Apart from the commands, so that a screen can know them without loading those.

/** The `reason` of a refusal that the password, given again, turns into a yes. */
export const PROOF_REQUIRED = "proof_required";
/** The same for an account without a password: only a new sign-in helps. */
export const SIGN_IN_AGAIN = "sign_in_again";
