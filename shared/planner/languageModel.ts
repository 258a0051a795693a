import { z } from 'zod';

/** An OpenAI-compatible server of the person's and the model it plans with: Ollama, llama.cpp, LM Studio, vLLM … */
export const languageModelSchema = z.object({
  /** As http://127.0.0.1:11434/v1, without a slash at the end. */
  address: z.string().min(1).max(500),
  /** As the server calls it; '' = not chosen yet. */
  model: z.string().max(200),
});
export type LanguageModel = z.infer<typeof languageModelSchema>;

/** A key and the only address it is sent to. */
export const languageModelKeySchema = z.object({
  address: z.string().min(1).max(500),
  key: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'holds letters that no key has'),
});
export type LanguageModelKey = z.infer<typeof languageModelKeySchema>;

export const usualModelAddress = 'http://127.0.0.1:11434/v1';
