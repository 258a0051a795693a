import type { SceneId } from '@shared/document/ids';
import type { Scene } from '@shared/document/records';
import { joinNotes, splitNotes } from '@shared/script/sceneNotes';
import { groupNames, type SceneGroup, scenesFrom } from '@shared/shots/acts';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { registerActions } from '../state/actions';
import { currentDocument, documentStore, useDocument, useSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { currentShotId, selectedOf } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { FieldRow } from '../ui/FieldRow';
import { TextArea, TextField } from '../ui/TextField';
import styles from './SceneDialog.module.css';
import { sceneDialogStore, showScene } from './sceneDialogStore';

const close = (): void => sceneDialogStore.setState({ sceneId: null });

/** Of the selected shot, else of the one under the playhead. */
function currentSceneId(): SceneId | null {
  if (!documentStore.getState().isLoaded) return null;
  const shotId = selectedOf('shot').at(-1) ?? currentShotId();
  return (shotId && currentDocument().get('shot', shotId)?.sceneId) ?? null;
}

/** Number, heading, act, sequence and notes of a scene. Each field is an edit of its own. */
export function SceneDialog() {
  const sceneId = useStore(sceneDialogStore, (state) => state.sceneId);
  const scene = useDocument((document) => (sceneId ? document.get('scene', sceneId) : undefined));
  useEffect(
    () =>
      registerActions([
        {
          id: 'scene.showDetails',
          isEnabled: () => currentSceneId() !== null,
          run: () => {
            const id = currentSceneId();
            if (id) showScene(id);
          },
        },
      ]),
    [],
  );
  return scene ? <SceneFields key={scene.id} scene={scene} /> : null;
}

function SceneFields({ scene }: { readonly scene: Scene }) {
  const label = useSequence().sceneLabels.get(scene.id) ?? '';
  const notes = splitNotes(scene.notes);
  const isLocked = useDocument((document) => document.project().numbering.isLocked);
  const edit = (fields: Partial<Pick<Scene, 'heading' | 'notes'>>): void =>
    void runCommand('scene.edit', { sceneId: scene.id, fields }, { keepSelection: true });
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Scene ${label}`}
      width={480}
      actions={<Button onClick={close}>Done</Button>}
    >
      <div className={styles.fields}>
        <FieldRow label="Heading">
          <TextField
            label="Heading"
            value={scene.heading}
            placeholder="INT. PLACE – TIME"
            onCommit={(heading) => edit({ heading })}
          />
        </FieldRow>
        <FieldRow label="Number">
          <TextField
            label="Scene number"
            className={styles.number}
            value={scene.number ?? ''}
            placeholder={label}
            maxLength={40}
            onCommit={(number) =>
              void runCommand(
                'scene.setNumber',
                { sceneId: scene.id, number: number.trim() || null },
                { keepSelection: true },
              )
            }
          />
          <span className={styles.hint}>
            {isLocked ? 'Numbers are locked: it keeps one.' : 'Empty: counted from its place.'}
          </span>
        </FieldRow>
        <GroupField scene={scene} group="act" title="Act" placeholder="As Act 1" />
        <GroupField scene={scene} group="sequence" title="Sequence" placeholder="As The storm" />
        <FieldRow label="Notes" isStacked>
          <TextArea
            label="Scene notes"
            rows={4}
            value={notes.own}
            onCommit={(own) => edit({ notes: joinNotes({ ...notes, own }) })}
          />
        </FieldRow>
        {notes.script !== null && (
          <FieldRow label="Script" isStacked>
            <TextArea
              label="Script of the scene"
              rows={6}
              value={notes.script}
              onCommit={(script) => edit({ notes: joinNotes({ ...notes, script }) })}
            />
          </FieldRow>
        )}
      </div>
    </Dialog>
  );
}

function GroupField({
  scene,
  group,
  title,
  placeholder,
}: {
  readonly scene: Scene;
  readonly group: SceneGroup;
  readonly title: string;
  readonly placeholder: string;
}) {
  const scenes = useDocument((document) => document.list('scene'));
  const listId = useId();
  const [isForAll, setForAll] = useState(false);
  const all = scenesFrom(scenes, scene.id, group);
  const more = all.length - 1;
  const commit = (name: string): void =>
    void runCommand(
      'scene.setGroups',
      { sceneIds: isForAll ? all : [scene.id], fields: { [group]: name.trim() } },
      { keepSelection: true },
    );
  return (
    <FieldRow label={title}>
      <TextField
        label={title}
        value={scene[group]}
        placeholder={placeholder}
        listId={listId}
        onCommit={commit}
      />
      <datalist id={listId}>
        {groupNames(scenes, group).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {more > 0 && (
        <Checkbox
          label={more === 1 ? 'And the next scene' : `And the next ${more} scenes`}
          isChecked={isForAll}
          onChange={setForAll}
        />
      )}
    </FieldRow>
  );
}
