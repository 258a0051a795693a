import Papa from 'papaparse';
import type { LedgerPurpose } from './ledger';
import type { SpentLine } from './spending';

export const purposeWords: Readonly<Record<LedgerPurpose, string>> = {
  clip: 'Clip',
  stills: 'Pictures',
  element: 'Element',
  voice: 'Voice',
  speech: 'Speech',
  lipSync: 'Lip sync',
};

/** The ledger for a spreadsheet, one line a submission. Names of shots are a person's: none becomes a formula. */
export function spendingCsv(lines: readonly SpentLine[]): string {
  return Papa.unparse(
    {
      fields: [
        'Date',
        'Shots',
        'Provider',
        'Model',
        'Purpose',
        'Estimate',
        'Charged',
        'Currency',
        'Estimate in units',
        'Charged in units',
        'Unit',
        'State',
        'Takes',
        'Takes kept',
        'Takes in the film',
        'Submission',
        'Task at the provider',
      ],
      data: lines.map((line) => {
        const { estimate, charged } = line;
        return [
          new Date(line.reservedAtMs).toISOString(),
          line.label,
          line.provider,
          line.model,
          purposeWords[line.purpose],
          estimate.money?.amount.toFixed(2) ?? '',
          charged?.money?.amount.toFixed(2) ?? '',
          (charged?.money ?? estimate.money)?.currency ?? '',
          estimate.amount,
          charged?.amount ?? '',
          estimate.unit,
          line.state === 'settled' ? 'settled' : 'not over',
          line.takeIds.length,
          line.keptTakeIds.length,
          line.activeTakeIds.length,
          line.submissionId,
          line.remoteId ?? '',
        ];
      }),
    },
    { escapeFormulae: true, newline: '\r\n' },
  );
}
