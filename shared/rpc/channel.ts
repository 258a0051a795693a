import { z } from 'zod';

/** `at`: who answers. */
export interface Channel<At extends 'main' | 'worker', Request extends z.ZodType, Reply extends z.ZodType> {
  readonly at: At;
  readonly request: Request;
  readonly reply: Reply;
}

export const channel = <At extends 'main' | 'worker', Request extends z.ZodType, Reply extends z.ZodType>(
  at: At,
  request: Request,
  reply: Reply,
): Channel<At, Request, Reply> => ({ at, request, reply });

export const nothing = z.null();
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes');
