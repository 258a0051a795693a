import { createHmac } from 'node:crypto';

/** Seconds that a token is good for; the vendor's own samples say 1800. */
const lifetimeSeconds = 1_800;
/** Clocks differ a little. */
const leewaySeconds = 5;

/** The bearer token that an access key and its secret make: HS256. */
export function accessToken(accessKey: string, secretKey: string, nowMs: number): string {
  const nowSeconds = Math.floor(nowMs / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT' });
  const claims = part({
    iss: accessKey,
    exp: nowSeconds + lifetimeSeconds,
    nbf: nowSeconds - leewaySeconds,
  });
  const signature = createHmac('sha256', secretKey).update(`${head}.${claims}`).digest('base64url');
  return `${head}.${claims}.${signature}`;
}
