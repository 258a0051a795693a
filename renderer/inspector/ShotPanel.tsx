import { defaultFocalMm } from '@shared/document/factories';
import type { ShotId } from '@shared/document/ids';
import { type Shot, shotStatuses } from '@shared/document/records';
import { frames } from '@shared/time/frames';
import { angleOptions, noChoice, sizeOptions } from '../scenes/shotChoices';
import { useDocument, useSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { useSelected } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { FieldRow } from '../ui/FieldRow';
import { FrameField } from '../ui/FrameField';
import { Clapperboard, RotateCcw } from '../ui/icons';
import { labelColours } from '../ui/labelColours';
import { NumberField } from '../ui/NumberField';
import { Section } from '../ui/Panel';
import { ScrollArea } from '../ui/ScrollArea';
import { Select } from '../ui/Select';
import { TextArea } from '../ui/TextField';
import { BoardSection } from './BoardSection';
import { CommentSection } from './CommentSection';
import { CustomFieldsSection } from './CustomFieldsSection';
import { DialogueSection } from './DialogueSection';
import styles from './Inspector.module.css';
import { angleOfViewDeg, sharedValue } from './shotFields';

const statusTitles: Readonly<Record<Shot['status'], string>> = {
  draft: 'Draft',
  inProgress: 'In progress',
  review: 'For review',
  approved: 'Approved',
  omitted: 'Omitted',
};
const colourOptions = [
  { value: noChoice, label: 'None' },
  ...labelColours.map(([label, value]) => ({ value: value as string, label })),
];
const statusOptions = shotStatuses.map((value) => ({ value, label: statusTitles[value] }));

/** Everything about the selected shots, or the one under the playhead. A field that differs among several shows a dash. */
export function ShotPanel() {
  const sequence = useSequence();
  const selected = useSelected('shot');
  const current = useCurrentShot();
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  const shotIds: readonly ShotId[] = selected.length > 0 ? selected : current ? [current.shot.id] : [];
  const entries = shotIds.flatMap((id) => sequence.listedById.get(id) ?? []);
  const shots = entries.map((entry) => entry.shot);
  const [first] = entries;
  if (!project || !first) {
    return <EmptyState icon={Clapperboard} message="Choose a shot to see and change what it is." />;
  }
  const editAll = (fields: Partial<Shot>): void =>
    void runCommand('shot.edit', { shotIds, fields }, { keepSelection: true });
  const shared = <V,>(read: (shot: Shot) => V): V | undefined => sharedValue(shots, read);
  const lensMm = shared((shot) => shot.lensMm ?? defaultFocalMm);
  const texts = [
    ['action', 'Action', 'What happens'],
    ['prompt', 'Prompt', 'What a video model should know besides the action'],
    ['notes', 'Notes', ''],
  ] as const;
  return (
    <ScrollArea>
      <Section
        title={entries.length === 1 ? `Shot ${first.label}` : `${entries.length} shots`}
        detail={entries.length === 1 ? first.scene.heading : undefined}
      >
        {entries.every((entry) => entry.isOmitted) && (
          <div className={styles.omitted}>
            <span>
              {first.scene.isOmitted ? 'Omitted with its scene.' : 'Omitted: takes no time in the film.'}
            </span>
            {!first.scene.isOmitted && (
              <Button
                size="small"
                icon={RotateCcw}
                onClick={() => void runCommand('shot.restore', { shotIds }, { keepSelection: true })}
              >
                Restore
              </Button>
            )}
          </div>
        )}
        <FieldRow label="Length">
          <FrameField
            label="Length"
            value={shared((shot) => shot.lengthFrames) ?? null}
            rate={project.rate}
            placeholder="mixed"
            onCommit={(lengthFrames) =>
              void runCommand('shot.setLength', { shotIds, lengthFrames }, { keepSelection: true })
            }
          />
          <span className={styles.fact}>{shared((shot) => shot.lengthFrames) ?? '—'} frames</span>
        </FieldRow>
        {shots.length > 1 && (
          <FieldRow label="Change all">
            <FrameField
              label="Make all longer or shorter by"
              prefix="by"
              value={frames(0)}
              min={-10_000_000}
              rate={project.rate}
              onCommit={(byFrames) =>
                void runCommand('shot.changeLength', { shotIds, byFrames }, { keepSelection: true })
              }
            />
            <NumberField
              label="Scale all lengths to"
              prefix="to"
              value={100}
              unit="%"
              decimals={0}
              min={1}
              max={10_000}
              onCommit={(percent) =>
                void runCommand(
                  'shot.scaleLength',
                  { shotIds, factor: percent / 100 },
                  { keepSelection: true },
                )
              }
            />
          </FieldRow>
        )}
        <FieldRow label="Size">
          <Select
            label="Size"
            value={shared((shot) => shot.size ?? noChoice) ?? null}
            options={sizeOptions}
            placeholder="mixed"
            onChange={(size) => editAll({ size: size === noChoice ? null : (size as Shot['size']) })}
          />
        </FieldRow>
        <FieldRow label="Angle">
          <Select
            label="Angle"
            value={shared((shot) => shot.angle ?? noChoice) ?? null}
            options={angleOptions}
            placeholder="mixed"
            onChange={(angle) => editAll({ angle: angle === noChoice ? null : (angle as Shot['angle']) })}
          />
        </FieldRow>
        <FieldRow label="Lens">
          <NumberField
            label="Lens"
            value={lensMm ?? null}
            unit="mm"
            min={4}
            max={2000}
            decimals={0}
            placeholder="mixed"
            onCommit={(mm) =>
              void runCommand('shot.setLens', { shotIds, lensMm: mm }, { keepSelection: true })
            }
          />
          {lensMm !== undefined && (
            <span className={styles.fact}>{angleOfViewDeg(lensMm, project.sensorWidthMm).toFixed(1)}°</span>
          )}
        </FieldRow>
        <FieldRow label="Status">
          <Select
            label="Status"
            value={shared((shot) => shot.status) ?? null}
            options={statusOptions}
            placeholder="mixed"
            onChange={(status) => editAll({ status })}
          />
        </FieldRow>
        <FieldRow label="Colour">
          <Select
            label="Colour"
            value={shared((shot) => shot.colour ?? noChoice) ?? null}
            options={colourOptions}
            placeholder="mixed"
            onChange={(colour) => editAll({ colour: colour === noChoice ? null : colour })}
          />
        </FieldRow>
      </Section>
      <Section title="Story">
        {texts.map(([field, label, placeholder]) => (
          <FieldRow key={field} label={label} isStacked>
            <TextArea
              key={shotIds.join()}
              label={label}
              rows={field === 'action' ? 3 : 2}
              value={shared((shot) => shot[field]) ?? ''}
              placeholder={
                shared((shot) => shot[field]) === undefined ? 'Differs: typing here changes all' : placeholder
              }
              onCommit={(text) => editAll({ [field]: text })}
            />
          </FieldRow>
        ))}
      </Section>
      {entries.length === 1 && <BoardSection entry={first} />}
      <CustomFieldsSection shots={shots} />
      {entries.length === 1 && <DialogueSection key={first.shot.id} shotId={first.shot.id} />}
      {entries.length === 1 && <CommentSection entry={first} />}
    </ScrollArea>
  );
}
