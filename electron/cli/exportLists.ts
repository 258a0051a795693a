import type { DocumentView } from '@shared/document/document';
import type { ListFormat, ListOrder } from '@shared/lists/listOrder';
import { listProblem, makeList } from '@shared/lists/makeList';
import { CodedError } from '@shared/rpc/result';
import { allColumns } from '@shared/shotlist/columns';
import type { Command } from 'commander';
import { writeText } from '../worker/writeText';
import { chooseShots, readProject } from './chooseShots';
import { type CommandArgs, type CommandReport, UsageError } from './cliContext';
import { type ExportOrder, requireTarget } from './exportOrder';

/** Options of shot lists and subtitles. */
export function declareLists(command: Command): Command {
  return command
    .option(
      '--columns <list>',
      'csv: titles as Shot,Size,Action; all; absent = as the table shows them first',
    )
    .option('--excel', 'csv: with the mark that Excel needs to read Japanese')
    .option('--speakers', 'srt, vtt: say who speaks')
    .option('--language <tag>', 'srt, vtt: only lines in this language, as ja');
}

/** Writes one format. @throws CodedError `refused` when there is nothing to list, or a file would be replaced */
export function exportList(format: ListFormat): (order: ExportOrder) => Promise<CommandReport> {
  return async (target) => {
    const { folder, out, options, world } = target;
    requireTarget(target, `.${format}`);
    const made = readProject(folder, world, (document) => {
      const order = orderOf(format, document, options);
      const list = makeList(document, order);
      const problem = listProblem(order, list);
      if (problem) throw new CodedError('refused', problem);
      return list;
    });
    await writeText(out, made.text);
    const { count, untimed } = made;
    const what = format === 'csv' ? 'shots' : 'lines';
    const left = untimed === 0 ? '' : `; ${untimed} left out: nothing says when they are spoken`;
    return { json: { out, format, count, untimed }, text: `${out}\n${count} ${what}${left}` };
  };
}

function orderOf(format: ListFormat, document: DocumentView, options: CommandArgs['options']): ListOrder {
  const shotIds = chooseShots(document, options.shots).ids;
  if (format === 'csv')
    return {
      format,
      shotIds,
      columns: columnsOf(document, options.columns),
      isForExcel: options.excel === true,
    };
  const language = options.language === undefined ? null : String(options.language);
  return { format, shotIds, namesSpeakers: options.speakers === true, language };
}

/** @throws UsageError naming the titles that no column has */
function columnsOf(document: DocumentView, list: unknown): string[] | null {
  if (list === undefined) return null;
  const all = allColumns(document.list('customField'));
  if (String(list).toLowerCase() === 'all') return all.map(({ id }) => id);
  const titles = String(list)
    .split(',')
    .map((title) => title.trim())
    .filter((title) => title !== '');
  return titles.map((title) => {
    const found = all.find((column) =>
      [column.title, column.id].some((name) => name.toLowerCase() === title.toLowerCase()),
    );
    if (!found)
      throw new UsageError(
        `There is no column "${title}". There are: ${all.map((column) => column.title).join(', ')}.`,
      );
    return found.id;
  });
}
