import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import type { Preset } from '@shared/generation/job';
import { klingSettingsSchema } from '@shared/generation/kling/settings';
import type { GenerationPreview } from '@shared/generation/preview';
import { previewKling } from '@shared/generation/previewGeneration';
import { counted } from '@shared/generation/problemWords';
import { z } from 'zod';
import { type CommandArgs, type CommandReport, UsageError } from './cliContext';

type Settings = z.infer<ReturnType<typeof z.json>>;

/**
 * `--settings` and `--model` together.
 * @throws UsageError for JSON that is none, or choices there are not
 */
export function klingSettings({ options }: CommandArgs): Settings {
  const given = options.settings === undefined ? {} : parsedJson(String(options.settings));
  const settings = klingSettingsSchema.strict().safeParse({
    ...(typeof given === 'object' && given !== null ? given : { settings: given }),
    ...(options.model === undefined ? {} : { model: options.model }),
  });
  if (!settings.success) throw new UsageError(`--settings: ${z.prettifyError(settings.error)}`);
  return JSON.parse(JSON.stringify(settings.data)) as Settings;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--settings is no JSON: ${text.slice(0, 200)}`);
  }
}

/** @throws UsageError for a strange model */
export function klingPreview(
  document: DocumentView,
  shotIds: readonly ShotId[],
  preset: Preset,
  settings: Settings,
): GenerationPreview {
  try {
    return previewKling(document, { shotIds: [...shotIds], preset, settings });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** What would be sent, what is wrong with it, what it costs. Not sendable = a failure. */
export function klingDryRun(preview: GenerationPreview, preset: Preset): CommandReport {
  const lines = preview.groups.flatMap((group) => [
    `${group.label}: ${group.model}, ${group.seconds} s, ${group.prompt.characters} characters, ${costText(group.cost)}`,
    ...group.problems.map(({ severity, message, mend }) => {
      const mends = mend ? ` [${mend.title}]` : '';
      return `  ${severity === 'error' ? 'cannot be sent' : 'note'}: ${message}${mends}`;
    }),
  ]);
  const shots = preview.groups.reduce((sum, { shotIds }) => sum + shotIds.length, 0);
  const end = preview.isSendable
    ? `${counted(shots, 'shot')} in ${counted(preview.groups.length, 'submission')}, ${costText(preview.cost)}. Nothing was sent.`
    : 'Something keeps it from being sent. Nothing was sent.';
  return {
    json: {
      provider: 'kling',
      preset,
      groups: preview.groups.map((group) => ({
        shots: group.label,
        model: group.model,
        seconds: group.seconds,
        cost: group.cost,
        characters: group.prompt.characters,
        prompt: group.prompt.text || group.prompt.shots.map(({ text }) => text),
        problems: group.problems.map(({ code, severity, message, mend }) => ({
          code,
          severity,
          message,
          mend,
        })),
      })),
      problems: preview.groups.flatMap(({ label, problems }) =>
        problems.map(({ code, severity, message }) => ({ shot: label, code, severity, message })),
      ),
      cost: preview.cost,
      isSendable: preview.isSendable,
    },
    text: [...lines, end].join('\n'),
    isFailure: !preview.isSendable,
  };
}

function costText(cost: Cost | null): string {
  if (!cost) return 'at an unknown price';
  const money = cost.money ? ` = ${cost.money.amount.toFixed(2)} ${cost.money.currency}` : '';
  const credits = cost.credits
    ? `, ${cost.credits.amount} credits${cost.credits.isConfirmed ? '' : ' (unconfirmed)'}`
    : '';
  return `${cost.amount} ${cost.unit}${cost.amount === 1 ? '' : 's'}${money}${credits}`;
}
