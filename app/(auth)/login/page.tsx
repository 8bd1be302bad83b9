/** The sign-in under the address that people and programs know from other servers of this kind. */
export { default, metadata } from "../sign-in/page";
