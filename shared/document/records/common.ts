import { z } from 'zod';

export const finite = z.number().min(-1e6).max(1e6);
export const line = z.string().max(400);
export const text = z.string().max(20_000);
export const colour = z.string().regex(/^#[0-9a-f]{6}$/);
/** A key of the `fractional-indexing` kind: siblings are sorted by it, byte-wise. */
export const orderKey = z.string().regex(/^[0-9A-Za-z]{1,400}$/);
export const unit = z.number().min(0).max(1);
/** BCP 47. */
export const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
