import type { Project } from '@shared/document/records';
import { useList } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Checkbox } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { TextArea } from '../ui/TextField';
import { LookPresets } from './LookPresets';
import styles from './Project.module.css';

type Words = Pick<Project, 'promptPrefix' | 'promptSuffix' | 'negativePrompt'>;

const fields = [
  {
    field: 'promptPrefix',
    title: 'Before',
    label: 'Said before every shot',
    placeholder: 'Hand-drawn, ink on paper…',
  },
  {
    field: 'promptSuffix',
    title: 'After',
    label: 'Said after every shot',
    placeholder: 'Soft evening light…',
  },
  {
    field: 'negativePrompt',
    title: 'Never',
    label: 'Must not appear in any shot',
    placeholder: 'Text, watermark…',
  },
] as const;

const setWords = (fields: Partial<Words>): void =>
  void runCommand('project.setPromptWords', { fields }, { keepSelection: true });
const setStyles = (styleElementIds: Project['styleElementIds']): void =>
  void runCommand('project.setStyles', { styleElementIds }, { keepSelection: true });

/** What every model is told of the whole film, in every shot. */
export function LookPage({ project }: { readonly project: Project }) {
  const filmStyles = useList('element').filter(({ type }) => type === 'style');
  const { styleElementIds } = project;
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Said to every video and picture model with each shot whose prompt is made from its fields. The local
        renderer shows the boards as they are.
      </p>
      <LookPresets project={project} />
      {fields.map(({ field, title, label, placeholder }) => (
        <FieldRow key={field} label={title} className={styles.row}>
          <TextArea
            label={label}
            value={project[field]}
            rows={2}
            placeholder={placeholder}
            onCommit={(text) => setWords({ [field]: text })}
          />
        </FieldRow>
      ))}
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
