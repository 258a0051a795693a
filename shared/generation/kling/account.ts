import { z } from 'zod';

/*
 * The person's account at Kling, as the key store holds it: where it is, and what opens it. Never in a project, never
 * in a log. An address and its key are one thing: no call can have a key sent anywhere else.
 */

export const klingHosts = {
  global: 'https://api-singapore.klingai.com',
  china: 'https://api-beijing.klingai.com',
} as const;

const secret = z
  .string()
  .trim()
  .min(4)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'holds letters that no key has');

export const klingAccountSchema = z.object({
  /** `own`: an address of the person's, as a company's gateway. */
  region: z.enum(['global', 'china', 'own']),
  /** Region `own`: "https://…"; null else. */
  address: z.string().max(500).nullable(),
  /** A key opens both APIs; access and secret key the older one only. */
  auth: z.discriminatedUnion('type', [
    z.object({ type: z.literal('apiKey'), key: secret }),
    z.object({ type: z.literal('accessKey'), accessKey: secret, secretKey: secret }),
  ]),
});
export type KlingAccount = z.infer<typeof klingAccountSchema>;

/** What a window may know of it. */
export const klingAccountViewSchema = z.object({
  region: z.enum(['global', 'china', 'own']),
  address: z.string(),
  authType: z.enum(['apiKey', 'accessKey']),
});
export type KlingAccountView = z.infer<typeof klingAccountViewSchema>;

/**
 * Where the account's calls go, without a slash at the end.
 * @throws RangeError for an address that is none, or one without encryption that is not this machine's own
 */
export function klingHost({ region, address }: Pick<KlingAccount, 'region' | 'address'>): string {
  if (region !== 'own') return klingHosts[region];
  const url = parseUrl(address ?? '');
  if (!url) throw new RangeError('This is no address. It looks like https://kling.example.com.');
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    throw new RangeError('The address begins with https://: a key is not sent over an open line.');
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

function parseUrl(
  text: string,
): { protocol: string; hostname: string; host: string; pathname: string } | null {
  const parsed = /^(https?:)\/\/([^/?#@\s]+)(\/[^?#\s]*)?$/i.exec(text.trim());
  if (!parsed?.[2]) return null;
  const hostname = parsed[2].replace(/:\d+$/, '').toLowerCase();
  return {
    protocol: (parsed[1] ?? '').toLowerCase(),
    hostname,
    host: parsed[2].toLowerCase(),
    pathname: parsed[3] ?? '',
  };
}

export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
