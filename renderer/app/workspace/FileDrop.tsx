import {
  droppedCut,
  droppedScript,
  isProjectFile,
  isSoundFile,
  isStoryboard,
} from '@shared/media/fileEndings';
import type { ImportTarget } from '@shared/rpc/table';
import { useEffect, useState } from 'react';
import { openCutFile } from '../../conform/openCut';
import { openScriptFile } from '../../script/openScript';
import { boardForNewLayer } from '../../state/currentBoard';
import { importChoice } from '../../state/importChoice';
import { importAndReport } from '../../state/importReport';
import { currentShotId, sessionStore } from '../../state/sessionStore';
import { importStoryboards } from '../../state/storyboards';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { AudioLines, Clapperboard, HardDrive, type Icon, Layers } from '../../ui/icons';
import { openDropped } from '../projectLife';
import styles from './FileDrop.module.css';

interface Choice {
  readonly icon: Icon;
  readonly label: string;
  readonly target: ImportTarget;
}

/** What dropped files can become, the likeliest first. */
function choicesFor(files: readonly File[]): readonly Choice[] {
  const shotId = currentShotId();
  const shots: Choice = {
    icon: Clapperboard,
    label: files.length === 1 ? 'A new shot' : `${files.length} new shots`,
    target: { as: 'shots', sceneId: null, index: null },
  };
  const layers: Choice[] =
    shotId === null
      ? []
      : [
          {
            icon: Layers,
            label: files.length === 1 ? 'A layer of this shot' : `${files.length} layers of this shot`,
            target: { as: 'layers', shotId, boardId: boardForNewLayer(shotId) },
          },
        ];
  const sound: Choice = {
    icon: AudioLines,
    label: 'Sound at the playhead',
    target: { as: 'sound', trackId: null, startFrame: sessionStore.getState().playhead },
  };
  const media: Choice = { icon: HardDrive, label: 'Media, for later', target: { as: 'media' } };
  const isSound = files.every(isSoundFile);
  return isSound ? [sound, media] : [shots, ...layers, media];
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** A project, screenplay, cut or storyboard is nothing to be asked of, wherever it falls: it is opened, shown or taken in. */
function takeWhole(event: DragEvent): void {
  const dropped = [...(event.dataTransfer?.files ?? [])];
  const project = dropped.find(isProjectFile);
  const storyboards = project ? [] : dropped.filter(isStoryboard);
  const script = project || storyboards.length > 0 ? undefined : droppedScript(dropped);
  const cut = project ? undefined : droppedCut(dropped);
  if (!project && !script && !cut && storyboards.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  // The part it was dragged over does not hear of the drop, and takes its mark away when the pointer leaves.
  event.target?.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
  if (project) void openDropped(project);
  else if (script) void openScriptFile(script);
  else if (cut) void openCutFile(cut);
  // With all that was dropped along with them: what is left out is told.
  else void importStoryboards(dropped);
}

/**
 * Files dropped where no part of the window took them: a project folder is opened, for the rest it is asked what they
 * are to become. Also keeps the page from being replaced by a dropped file.
 */
export function FileDrop() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isLinked, setLinked] = useState(false);
  useEffect(() => {
    const handleOver = (event: DragEvent): void => {
      if (event.defaultPrevented || !carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const handleDrop = (event: DragEvent): void => {
      if (event.defaultPrevented || !carriesFiles(event)) return;
      event.preventDefault();
      setFiles([...(event.dataTransfer?.files ?? [])]);
      setLinked(importChoice().link);
    };
    window.addEventListener('dragover', handleOver);
    // Before any part of the window.
    window.addEventListener('drop', takeWhole, true);
    window.addEventListener('drop', handleDrop);
    return () => {
      window.removeEventListener('drop', takeWhole, true);
      window.removeEventListener('dragover', handleOver);
      window.removeEventListener('drop', handleDrop);
    };
  }, []);

  const close = (): void => setFiles([]);
  return (
    <Dialog
      isOpen={files.length > 0}
      onClose={close}
      width={340}
      title={
        files.length === 1
          ? 'What is this file to become?'
          : `What are these ${files.length} files to become?`
      }
    >
      <div className={styles.choices}>
        {choicesFor(files).map(({ icon, label, target }) => (
          <Button
            key={target.as}
            icon={icon}
            className={styles.choice}
            onClick={() => {
              close();
              void importAndReport(files, target, { ...importChoice(), link: isLinked });
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={styles.link}>
        <Checkbox
          label={
            files.length === 1
              ? 'Leave the file where it is and link to it'
              : 'Leave the files where they are and link to them'
          }
          isChecked={isLinked}
          onChange={setLinked}
        />
      </div>
    </Dialog>
  );
}
