import { CodedError } from '@shared/rpc/result';

/**
 * A server's address as a person types it, made whole: "192.168.1.5:8188" → "http://192.168.1.5:8188".
 * @returns without a slash at the end
 * @throws CodedError `badRequest` with what is wrong
 */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  if (text === '')
    throw new CodedError('badRequest', 'Type the address of the server, as http://127.0.0.1:8188.');
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!url || url.hostname === '') {
    throw new CodedError('badRequest', `"${text}" is no address. It looks like http://127.0.0.1:8188.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CodedError('badRequest', 'The address begins with http:// or https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new CodedError(
      'badRequest',
      'The address may not hold a name or password: it is kept in plain text.',
    );
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
