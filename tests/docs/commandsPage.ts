import { actionGroups } from '@shared/actions/action';
import { actionCatalogue } from '@shared/actions/catalogue';
import type { CommandDefinition } from '@shared/commands/command';
import { commands } from '@shared/commands/registry';
import type { JsonSchema as Schema } from '@shared/testing/jsonSchema';
import { z } from 'zod';

const prefixNames: Readonly<Record<string, string>> = { lnk: 'link id' };

/** `docs/commands.md`: every edit and every action, from the registry and the catalogue themselves. */
export function commandsPage(): string {
  return [
    '# Commands',
    '',
    '<!-- Made by `npm run docs`; a test holds it true. -->',
    '',
    '## Edits',
    '',
    'Each is one undoable entry of the history. The window runs them, and so does',
    '`ekonte apply P EDITS.json` with `[{"command": "shot.add", "args": {…}}, …]`. `?` = may be left out.',
    '',
    '| Command | Title | Arguments |',
    '|---|---|---|',
    ...commands.filter(({ isInternal }) => !isInternal).map(editRow),
    '',
    `Run by imports, jobs and other parts of the program only: ${commands
      .filter(({ isInternal }) => isInternal)
      .map(({ id }) => `\`${id}\``)
      .join(', ')}.`,
    '',
    '## Actions of the window',
    '',
    'Menus, palette, keys and the command palette show these. Keys are named by their place on the keyboard; `Mod` is Ctrl, on a Mac ⌘.',
    ...actionGroups.flatMap(groupSection),
    '',
  ].join('\n');
}

function editRow(command: CommandDefinition): string {
  const schema = z.toJSONSchema(command.args, { io: 'input', unrepresentable: 'any' }) as Schema;
  return `| \`${command.id}\` | ${cell(command.title)} | ${cell(fieldsOf(schema))} |`;
}

function fieldsOf(schema: Schema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.map(fieldsOf).join(' or ');
  return Object.entries(schema.properties ?? {})
    .map(([name, field]) => {
      const mark = schema.required?.includes(name) ? '' : '?';
      return `\`${name}${mark}\` ${typeOf(field)}`;
    })
    .join(', ');
}

function typeOf(schema: Schema): string {
  if ('const' in schema) return `"${String(schema.const)}"`;
  if (schema.enum) {
    const shown = schema.enum.slice(0, 6).map((value) => `"${String(value)}"`);
    return `${shown.join(' / ')}${schema.enum.length > shown.length ? ' / …' : ''}`;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object') {
    const names = Object.keys(schema.properties ?? {});
    return names.length === 0 ? 'object' : `{${names.join(', ')}}`;
  }
  const prefix = /^\^([a-z]{3})_\[/.exec(schema.pattern ?? '')?.[1];
  if (prefix) return prefixNames[prefix] ?? `id \`${prefix}_…\``;
  return schema.type ?? 'JSON';
}

function groupSection(group: (typeof actionGroups)[number]): string[] {
  const actions = actionCatalogue.filter((action) => action.group === group);
  if (actions.length === 0) return [];
  return [
    '',
    `### ${group}`,
    '',
    '| Action | Title | Keys |',
    '|---|---|---|',
    ...actions.map(
      ({ id, title, keys = [] }) => `| \`${id}\` | ${cell(title)} | ${keys.map(keyName).join(', ')} |`,
    ),
  ];
}

function keyName(keys: string): string {
  const words = keys
    .split(' ')
    .map((chord) => chord.replace('$mod', 'Mod').replaceAll(/Key(?=[A-Z]\b)|Digit(?=\d)/g, ''))
    .join(' ');
  return `<kbd>${words}</kbd>`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
