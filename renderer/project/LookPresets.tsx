import type { Project } from '@shared/document/records';
import {
  findLook,
  keptLooks,
  lookPresets,
  type OwnLook,
  ownLookLimit,
  renamedLooks,
} from '@shared/generation/lookPresets';
import { useState } from 'react';
import { currentDocument, useDocument } from '../state/documentStore';
import { raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { settingsStore, useSettings } from '../state/settingsStore';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { Ellipsis } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './Project.module.css';

const noWords = { promptPrefix: '', promptSuffix: '', negativePrompt: '' };
type Words = typeof noWords;

/** What is typed: a name for a new preset, or for one that there is. */
type Naming = { readonly kind: 'save' } | { readonly kind: 'rename'; readonly name: string };

/** Looks to begin from, and those that a person keeps: the same in every film. */
export function LookPresets({ project }: { readonly project: Project }) {
  const own = useSettings((settings) => settings.looks);
  // As text, so that it stays the same value until a name differs.
  const styleNames = useDocument((document) =>
    document
      .project()
      .styleElementIds.flatMap((id) => document.get('element', id)?.name ?? [])
      .join('\n'),
  );
  const [naming, setNaming] = useState<Naming | null>(null);
  const [refusal, setRefusal] = useState('');
  const { promptPrefix, promptSuffix, negativePrompt } = project;
  const words: Words = { promptPrefix, promptSuffix, negativePrompt };
  const isSame = (look: Words): boolean =>
    (Object.keys(noWords) as (keyof Words)[]).every((field) => look[field] === words[field]);
  const chosenOwn = own.find((look) => isSame(look) && look.styleNames.join('\n') === styleNames);
  const chosen = chosenOwn ?? lookPresets.find(isSame);
  const hasWords = !isSame(noWords);
  const isEmpty = !hasWords && styleNames === '';

  const close = (): void => {
    setNaming(null);
    setRefusal('');
  };
  const keep = (looks: readonly OwnLook[] | string): void => {
    if (typeof looks === 'string') {
      setRefusal(looks);
      return;
    }
    settingsStore.setState({ looks: [...looks] });
    close();
  };
  const commitName = (name: string): void => {
    if (naming?.kind === 'rename') keep(renamedLooks(own, naming.name, name));
    else if (naming) {
      const kept = styleNames === '' ? [] : styleNames.split('\n');
      keep(keptLooks(own, { name, ...words, styleNames: kept }));
    }
  };
  return (
    <>
      <FieldRow label="Preset" className={styles.row}>
        <Select
          label="Preset of the look"
          className={styles.preset}
          value={chosen?.name ?? null}
          placeholder={isEmpty ? 'None' : 'Your own, not kept'}
          options={[...own, ...lookPresets].map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => applyLook(findLook(own, name) ?? findLook(lookPresets, name))}
        />
        <Button
          variant="plain"
          disabled={isEmpty || chosen !== undefined || own.length >= ownLookLimit}
          onClick={() => setNaming({ kind: 'save' })}
        >
          Save as Preset…
        </Button>
        {chosenOwn && (
          <Menu
            align="end"
            entries={() => [
              {
                id: 'rename',
                label: 'Rename…',
                run: () => setNaming({ kind: 'rename', name: chosenOwn.name }),
              },
              {
                id: 'delete',
                label: 'Delete Preset',
                isDanger: true,
                run: () => deleteLook(chosenOwn),
              },
            ]}
          >
            <IconButton icon={Ellipsis} label={`More of the preset ${chosenOwn.name}`} size="small" />
          </Menu>
        )}
        {hasWords && (
          <Button
            variant="plain"
            onClick={() => void runCommand('project.setPromptWords', { fields: noWords }, options)}
          >
            Clear Words
          </Button>
        )}
      </FieldRow>
      {naming && (
        <NameRow
          key={naming.kind}
          first={naming.kind === 'rename' ? naming.name : ''}
          action={naming.kind === 'rename' ? 'Rename' : 'Save'}
          isTaken={(name) => naming.kind === 'save' && findLook(own, name) !== undefined}
          refusal={refusal}
          onName={commitName}
          onCancel={close}
        />
      )}
    </>
  );
}

const options = { keepSelection: true };

interface NameRowProps {
  readonly first: string;
  readonly action: 'Save' | 'Rename';
  readonly isTaken: (name: string) => boolean;
  readonly refusal: string;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}

function NameRow({ first, action, isTaken, refusal, onName, onCancel }: NameRowProps) {
  const [name, setName] = useState(first);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onName(name);
      }}
    >
      <FieldRow label="Called" className={styles.row}>
        <TextField
          label="Name of the preset"
          value={first}
          maxLength={60}
          hasAutoFocus
          placeholder="Ink at dusk"
          className={styles.preset}
          onType={setName}
          onCommit={setName}
          onCancel={onCancel}
        />
        <Button type="submit" variant="accent" disabled={name.trim() === ''}>
          {isTaken(name) ? 'Replace' : action}
        </Button>
        <Button variant="plain" onClick={onCancel}>
          Cancel
        </Button>
      </FieldRow>
      {refusal !== '' && (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}

/** Words and styles in one step. A style that this film has not stays out, and is named. */
function applyLook(look: (Words & Partial<Pick<OwnLook, 'styleNames'>>) | undefined): void {
  if (!look) return;
  const { promptPrefix, promptSuffix, negativePrompt, styleNames } = look;
  const fields = { promptPrefix, promptSuffix, negativePrompt };
  const filmStyles = currentDocument()
    .list('element')
    .filter(({ type }) => type === 'style');
  const missing: string[] = [];
  const styleElementIds = styleNames?.flatMap((name) => {
    const found = filmStyles.find((element) => element.name === name);
    if (!found) missing.push(name);
    return found ? [found.id] : [];
  });
  void runCommand(
    'project.setPromptWords',
    styleElementIds ? { fields, styleElementIds } : { fields },
    options,
  );
  if (missing.length > 0)
    raiseNotice({
      tone: 'info',
      message: `This film has no style called ${missing.join(', ')}: the words are set without it.`,
    });
}

function deleteLook(look: OwnLook): void {
  const { looks } = settingsStore.getState();
  settingsStore.setState({ looks: looks.filter((other) => other.name !== look.name) });
  raiseNotice({
    tone: 'info',
    message: `The preset "${look.name}" is deleted. The film keeps its words.`,
    action: {
      label: 'Keep It',
      run: () => {
        const kept = keptLooks(settingsStore.getState().looks, look);
        if (typeof kept !== 'string') settingsStore.setState({ looks: [...kept] });
      },
    },
  });
}
