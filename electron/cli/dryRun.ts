import type { Cost } from '@shared/generation/cost';
import type { Preset } from '@shared/generation/job';
import type { GenerationPreview } from '@shared/generation/preview';
import { counted } from '@shared/generation/problemWords';
import type { CommandReport } from './cliContext';

/** What would be sent, what is wrong with it, what it costs. Not sendable = a failure. */
export function dryRunReport(preview: GenerationPreview, provider: string, preset: Preset): CommandReport {
  const lines = preview.groups.flatMap((group) => [
    [
      `${group.label}: ${group.model === '' ? provider : group.model}`,
      `${Math.round(group.seconds * 1000) / 1000} s`,
      ...(group.prompt.characters > 0 ? [`${group.prompt.characters} characters`] : []),
      costText(group.cost),
    ].join(', '),
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
      provider,
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
  if (cost.unit === 'none') return 'at no cost';
  const money = cost.money ? ` = ${cost.money.amount.toFixed(2)} ${cost.money.currency}` : '';
  const credits = cost.credits
    ? `, ${cost.credits.amount} credits${cost.credits.isConfirmed ? '' : ' (unconfirmed)'}`
    : '';
  return `${cost.amount} ${cost.unit}${cost.amount === 1 ? '' : 's'}${money}${credits}`;
}
