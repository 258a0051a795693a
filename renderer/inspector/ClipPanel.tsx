import { addFrames } from '@shared/time/frames';
import { formatTimecode } from '@shared/time/timecode';
import { useDocument, useRecord } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { useSelected } from '../state/sessionStore';
import { FieldRow } from '../ui/FieldRow';
import { FrameField } from '../ui/FrameField';
import { NumberField } from '../ui/NumberField';
import { Section } from '../ui/Panel';
import styles from './Inspector.module.css';

/** The selected sound on the timeline; nothing when none is. */
export function ClipPanel() {
  const [clipId] = useSelected('clip');
  const clip = useRecord('clip', clipId);
  const media = useRecord('media', clip?.mediaId);
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  if (!clip || !project) return null;
  return (
    <Section title="Sound" detail={media?.name}>
      <FieldRow label="Starts at">
        <FrameField
          label="Starts at"
          notation="timecode"
          isDropFrame={project.isDropFrame}
          min={0}
          value={clip.startFrame}
          rate={project.rate}
          onCommit={(startFrame) => void runCommand('sound.moveClip', { clipId: clip.id, startFrame })}
        />
        <span className={styles.fact}>
          to{' '}
          {formatTimecode(addFrames(clip.startFrame, clip.lengthFrames), project.rate, project.isDropFrame)}
        </span>
      </FieldRow>
      <FieldRow label="Level">
        <NumberField
          label="Level"
          value={clip.gainDb}
          unit="dB"
          min={-96}
          max={24}
          decimals={1}
          onCommit={(gainDb) => void runCommand('sound.editClip', { clipId: clip.id, fields: { gainDb } })}
        />
      </FieldRow>
    </Section>
  );
}
