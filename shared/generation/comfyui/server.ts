import { z } from 'zod';

export const comfyServerIdSchema = z.string().regex(/^srv_[A-Za-z0-9_-]{8,40}$/);

/** A server of the person's, kept with the settings of this machine. */
export const comfyServerSchema = z.object({
  id: comfyServerIdSchema,
  /** '' = called by its address. */
  name: z.string().trim().max(80),
  /** "http://192.168.1.5:8188", made whole, without a slash at the end. */
  address: z.string().min(8).max(500),
  /** Off: kept, and not asked for anything. */
  isEnabled: z.boolean(),
});
export type ComfyServer = z.infer<typeof comfyServerSchema>;

/** What a test of a server says. */
export const serverReportSchema = z.object({
  version: z.string().nullable(),
  devices: z.array(z.object({ name: z.string(), totalBytes: z.number(), freeBytes: z.number() })),
  /** Node classes it knows. */
  nodeCount: z.int(),
  running: z.int(),
  pending: z.int(),
  /** Templates of ours and the person's it has everything for, by id; the others with what is missing. */
  templates: z.array(z.object({ templateId: z.string(), lacks: z.array(z.string()) })),
});
export type ServerReport = z.infer<typeof serverReportSchema>;
