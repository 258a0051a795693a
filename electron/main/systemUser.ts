import { userInfo } from 'node:os';

/** Accounts that are nobody in particular. */
const nobody = new Set(['root', 'user', 'admin', 'administrator', 'nobody']);

/** The name of the account, as a first proposal of what a person is called; empty where it says nothing. */
export function systemUserName(): string {
  try {
    const { username } = userInfo();
    return nobody.has(username.toLowerCase()) ? '' : username.slice(0, 400);
  } catch {
    // An account without an entry in the system's list, as in a container.
    return '';
  }
}
