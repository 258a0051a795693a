import { type CompiledPrompt, compilePrompt, plainStyle } from './compilePrompt';
import { standardPrompt } from './kling/klingPrompt';
import type { Model } from './model';
import type { GenerationRequest } from './request';

/** The prompt of a request as its model's provider writes it. */
export function promptOf(request: GenerationRequest, model: Model): CompiledPrompt {
  return model.provider === 'kling'
    ? standardPrompt(request, model)
    : compilePrompt(request, model, plainStyle);
}
