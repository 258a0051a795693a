import type { CompiledPrompt } from './compilePrompt';
import { languageName, languageSubtag } from './languages';
import type { Model } from './model';
import type { Problem } from './problems';
import { problem } from './problemWords';
import type { GenerationRequest } from './request';

/** A mention is said to count as this many characters, whatever its length; nobody has confirmed it. */
const mentionCharacters = 37;

/** Lengths of the prompt, texts that are missing, languages. */
export function checkWords(request: GenerationRequest, model: Model, prompt: CompiledPrompt): Problem[] {
  return [
    ...checkLengths(request, model, prompt),
    ...checkEmpty(request, model, prompt),
    ...prompt.unknownMentions.map((mention) =>
      problem(
        'unknownMention',
        `${mention} is the name of no element that ${model.name} is given: it goes as a plain word.`,
        { severity: 'warning' },
      ),
    ),
    ...checkLanguages(request, model),
  ];
}

function checkLengths(request: GenerationRequest, model: Model, prompt: CompiledPrompt): Problem[] {
  const problems: Problem[] = [];
  const perShot =
    prompt.isMultiShot && request.plannedBy === 'us' ? model.multiShot?.maxCharactersPerShot : null;
  prompt.shots.forEach((shot, index) => {
    if (!perShot || shot.characters <= perShot) return;
    const label = request.shots[index]?.label ?? '';
    problems.push(
      problem(
        'shotTextTooLong',
        `The text of shot ${label} has ${shot.characters} characters; ${model.name} takes ${perShot} a shot. Shorten it by ${shot.characters - perShot}.`,
        { shotId: request.shots[index]?.shotId ?? null },
      ),
    );
  });
  if (!model.prompt) return problems;
  const { maxCharacters, advisedCharacters } = model.prompt;
  if (prompt.characters > maxCharacters) {
    problems.push(
      problem(
        'promptTooLong',
        `The prompt has ${prompt.characters} characters; ${model.name} takes ${maxCharacters}. Shorten it by ${prompt.characters - maxCharacters}, or send fewer shots at once.`,
      ),
    );
  } else if (advisedCharacters !== null && prompt.characters > advisedCharacters) {
    problems.push(
      problem(
        'promptLong',
        `The prompt has ${prompt.characters} characters; ${advisedCharacters} are advised for ${model.name}.`,
        { severity: 'warning' },
      ),
    );
  } else if (prompt.characters + prompt.mentionCount * mentionCharacters > maxCharacters) {
    problems.push(
      problem(
        'promptMayBeLong',
        `The prompt has ${prompt.characters} of ${maxCharacters} characters; ${model.name} may count each of its ${prompt.mentionCount} mentions as ${mentionCharacters}.`,
        { severity: 'warning' },
      ),
    );
  }
  return problems;
}

function checkEmpty(request: GenerationRequest, model: Model, prompt: CompiledPrompt): Problem[] {
  if (model.prompt === null) return [];
  if (request.plannedBy === 'model') {
    return prompt.text.trim() === ''
      ? [problem('noWords', 'There is no text to plan shots from. Write what happens.')]
      : [];
  }
  return request.shots.flatMap((shot, index) => {
    const hasWords =
      shot.override === null
        ? `${shot.action}${shot.prompt}`.trim() !== '' || shot.dialogue.length > 0
        : (prompt.shots[index]?.text ?? '').trim() !== '';
    if (hasWords) return [];
    const isSeen = index === 0 && request.firstFrame !== null;
    return [
      problem(
        'noWords',
        `Shot ${shot.label} says nothing of what happens${isSeen ? ' besides its first picture' : ''}. Write its action, or the result is left to chance.`,
        {
          // A picture alone is an instruction of a kind; nothing at all is money for nothing.
          severity: isSeen || shot.elementIds.length > 0 ? 'warning' : 'error',
          shotId: shot.shotId,
        },
      ),
    ];
  });
}

function checkLanguages(request: GenerationRequest, { sound, name }: Model): Problem[] {
  if (request.sound !== 'on' || sound.languages.length === 0) return [];
  const problems: Problem[] = [];
  for (const shot of request.shots) {
    for (const line of shot.dialogue) {
      const language = languageSubtag(line.language);
      const known = sound.accents[language];
      if (!sound.languages.includes(language)) {
        problems.push(
          problem(
            'noLanguage',
            `Shot ${shot.label}: ${name} is not known to speak ${languageName(line.language)}. It speaks ${sound.languages.map(languageName).join(', ')}.`,
            { severity: 'warning', shotId: shot.shotId },
          ),
        );
      } else if (line.accent !== '' && known && !known.includes(line.accent)) {
        problems.push(
          problem(
            'noAccent',
            `Shot ${shot.label}: the accent "${line.accent}" is not among those named for ${name} (${known.join(', ')}). It may come out differently.`,
            { severity: 'warning', shotId: shot.shotId },
          ),
        );
      }
    }
  }
  return problems;
}
