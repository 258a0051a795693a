import type { Project } from '@shared/document/records';
import { lookPresets } from '@shared/generation/lookPresets';
import { hasFilmLook } from '@shared/generation/shotElements';
import { useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { Select } from '../ui/Select';
import { TextArea } from '../ui/TextField';
import styles from './Project.module.css';

type Words = Pick<Project, 'promptPrefix' | 'promptSuffix' | 'negativePrompt'>;

const setWords = (fields: Partial<Words>): void =>
  void runCommand('project.setPromptWords', { fields }, { keepSelection: true });
const setStyles = (styleElementIds: Project['styleElementIds']): void =>
  void runCommand('project.setStyles', { styleElementIds }, { keepSelection: true });

/** What every model is told of the whole film, in every shot. */
export function LookPage({ project }: { readonly project: Project }) {
  const filmStyles = useList('element').filter(({ type }) => type === 'style');
  const { promptPrefix, promptSuffix, negativePrompt, styleElementIds } = project;
  const preset = lookPresets.find(
    (each) =>
      each.promptPrefix === promptPrefix &&
      each.promptSuffix === promptSuffix &&
      each.negativePrompt === negativePrompt,
  );
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Said to every video and picture model with each shot whose prompt is made from its fields. The local
        renderer shows the boards as they are.
      </p>
      <FieldRow label="Preset" className={styles.row}>
        <Select
          label="Preset of the look"
          className={styles.preset}
          value={preset?.name ?? null}
          placeholder={hasFilmLook(project) ? 'Your own' : 'None'}
          options={lookPresets.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => {
            const chosen = lookPresets.find((each) => each.name === name);
            if (!chosen) return;
            const { name: _name, ...fields } = chosen;
            setWords(fields);
          }}
        />
        {hasFilmLook(project) && (
          <Button
            variant="plain"
            onClick={() => setWords({ promptPrefix: '', promptSuffix: '', negativePrompt: '' })}
          >
            Clear Words
          </Button>
        )}
      </FieldRow>
      <FieldRow label="Before" className={styles.row}>
        <TextArea
          label="Said before every shot"
          value={promptPrefix}
          rows={2}
          placeholder="Hand-drawn, ink on paper…"
          onCommit={(text) => setWords({ promptPrefix: text })}
        />
      </FieldRow>
      <FieldRow label="After" className={styles.row}>
        <TextArea
          label="Said after every shot"
          value={promptSuffix}
          rows={2}
          placeholder="Soft evening light…"
          onCommit={(text) => setWords({ promptSuffix: text })}
        />
      </FieldRow>
      <FieldRow label="Never" className={styles.row}>
        <TextArea
          label="Must not appear in any shot"
          value={negativePrompt}
          rows={2}
          placeholder="Text, watermark…"
          onCommit={(text) => setWords({ negativePrompt: text })}
        />
      </FieldRow>
      <FieldRow label="Styles" className={styles.row}>
        {filmStyles.length === 0 ? (
          <span className={styles.hint}>
            Make an element of the type Style from reference pictures, and choose it here for the whole film.
          </span>
        ) : (
          <span className={styles.choices}>
            {filmStyles.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                isChecked={styleElementIds.includes(id)}
                onChange={(isChecked) =>
                  setStyles(
                    isChecked ? [...styleElementIds, id] : styleElementIds.filter((each) => each !== id),
                  )
                }
              />
            ))}
          </span>
        )}
      </FieldRow>
    </div>
  );
}
