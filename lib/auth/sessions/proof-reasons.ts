// In a file of its own, so that screens can import it without the commands.

/** The `reason` of a refusal that the person can lift by entering the password again. */
export const PROOF_REQUIRED = "proof_required";
/** The same for an account without a password, which has to sign in again. */
export const SIGN_IN_AGAIN = "sign_in_again";
