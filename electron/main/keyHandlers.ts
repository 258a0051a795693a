import type { Handlers } from './handlerContext';
import { fail, ok } from './handlerContext';
import { keyStore } from './keys';

/** Keys go in and never out. */
export const keyHandlers = {
  'keys.status': async () => ok(keyStore.status()),
  'keys.setKling': async ({ account, keep }) => {
    try {
      keyStore.setKling(account, keep);
      return ok(keyStore.status());
    } catch (error) {
      // Whatever went wrong: the key is not in the message.
      if (error instanceof RangeError) return fail('badRequest', error.message);
      return fail('internal', 'The key could not be kept by the system. It is good until Ekonte ends.');
    }
  },
  'keys.setLanguageModel': async ({ account, keep }) => {
    try {
      keyStore.setLanguageModel(account, keep);
      return ok(keyStore.status());
    } catch (error) {
      if (error instanceof RangeError) return fail('badRequest', error.message);
      return fail('internal', 'The key could not be kept by the system. It is good until Ekonte ends.');
    }
  },
  'keys.removeLanguageModel': async () => {
    keyStore.removeLanguageModel();
    return ok(keyStore.status());
  },
  'keys.removeKling': async () => {
    keyStore.removeKling();
    return ok(keyStore.status());
  },
} satisfies Partial<Handlers>;
