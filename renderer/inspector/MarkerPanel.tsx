import { addFrames, frames } from '@shared/time/frames';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { useSelected } from '../state/sessionStore';
import { FieldRow } from '../ui/FieldRow';
import { FrameField } from '../ui/FrameField';
import { labelColours } from '../ui/labelColours';
import { Section } from '../ui/Panel';
import { Select } from '../ui/Select';
import { TextArea, TextField } from '../ui/TextField';
import { sharedValue } from './shotFields';

/** The selected markers of the film; nothing when none is. */
export function MarkerPanel() {
  const markerIds = useSelected('marker');
  const markers = useDocument((document) => document.list('marker')).filter(({ id }) =>
    markerIds.includes(id),
  );
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  const [first] = markers;
  if (!first || !project) return null;
  const edit = (fields: Record<string, unknown>): void =>
    void runCommand('marker.edit', { markerIds, fields }, { keepSelection: true });
  const colour = sharedValue(markers, (marker) => marker.colour);
  const known = labelColours.some(([, value]) => value === colour);
  return (
    <Section title={markers.length === 1 ? 'Marker' : `${markers.length} markers`}>
      <FieldRow label="Name">
        <TextField
          key={markerIds.join()}
          label="Name of the marker"
          value={sharedValue(markers, (marker) => marker.name) ?? ''}
          placeholder={markers.length === 1 ? 'Untitled' : 'Differs'}
          maxLength={400}
          onCommit={(name) => edit({ name })}
        />
      </FieldRow>
      {markers.length === 1 && (
        <>
          <FieldRow label="At">
            <FrameField
              label="At"
              notation="timecode"
              min={project.startFrame}
              value={addFrames(project.startFrame, first.frame)}
              rate={project.rate}
              onCommit={(frame) => edit({ frame: frames(frame - project.startFrame) })}
            />
          </FieldRow>
          <FieldRow label="Length">
            <FrameField
              label="Length of the marker"
              value={first.lengthFrames}
              rate={project.rate}
              min={0}
              onCommit={(lengthFrames) => edit({ lengthFrames })}
            />
          </FieldRow>
        </>
      )}
      <FieldRow label="Colour">
        <Select
          label="Colour"
          value={known ? (colour ?? null) : null}
          placeholder={colour === undefined ? 'mixed' : colour}
          options={labelColours.map(([label, value]) => ({ value: value as string, label }))}
          onChange={(next) => edit({ colour: next })}
        />
      </FieldRow>
      <FieldRow label="Notes" isStacked>
        <TextArea
          key={markerIds.join()}
          label="Notes on the marker"
          rows={2}
          value={sharedValue(markers, (marker) => marker.notes) ?? ''}
          onCommit={(notes) => edit({ notes })}
        />
      </FieldRow>
    </Section>
  );
}
