import type { Project } from '@shared/document/records';
import { languageChoices, languageName } from '@shared/generation/languages';
import { runCommand } from '../state/runCommand';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { ArrowUp, X } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './Project.module.css';

type ProjectFields = Partial<
  Pick<
    Project,
    'code' | 'episode' | 'languages' | 'sensorWidthMm' | 'background' | 'startFrame' | 'isDropFrame'
  >
>;

export function editProject(fields: ProjectFields): void {
  void runCommand('project.edit', { fields }, { keepSelection: true });
}

/** Widths of sensors in use, mm. */
const sensors: readonly (readonly [name: string, widthMm: number])[] = [
  ['Super 16', 12.52],
  ['Micro Four Thirds', 17.3],
  ['Super 35', 24.89],
  ['Full frame', 36],
  ['Large format 65', 52.63],
];
const custom = 'custom';

/** What the film is called, spoken in and shot with. */
export function FilmPage({ project }: { readonly project: Project }) {
  const sensor = sensors.find(([, width]) => width === project.sensorWidthMm)?.[0] ?? custom;
  const unused = languageChoices.filter(
    (tag) => !project.languages.some((language) => languageName(language) === languageName(tag)),
  );
  return (
    <div className={styles.page}>
      <FieldRow label="Name" className={styles.row}>
        <TextField
          label="Name of the film"
          value={project.name}
          maxLength={200}
          onCommit={(name) => {
            if (name.trim() !== '') void runCommand('project.rename', { name: name.trim() });
          }}
        />
      </FieldRow>
      <FieldRow label="Short name" className={styles.row}>
        <TextField
          label="Short name"
          value={project.code}
          maxLength={40}
          placeholder="As AGM"
          className={styles.short}
          onCommit={(code) => editProject({ code: code.trim() })}
        />
        <span className={styles.hint}>For names of shots and files: {'{project}'}</span>
      </FieldRow>
      <FieldRow label="Episode" className={styles.row}>
        <TextField
          label="Episode"
          value={project.episode}
          maxLength={40}
          placeholder="None"
          className={styles.short}
          onCommit={(episode) => editProject({ episode: episode.trim() })}
        />
        <span className={styles.hint}>For names: {'{episode}'}. Empty for a single film.</span>
      </FieldRow>
      <FieldRow label="Languages" className={styles.row}>
        <ul className={styles.languages}>
          {project.languages.map((tag, index) => (
            <li key={tag} className={styles.language}>
              <span>{languageName(tag)}</span>
              {index === 0 && project.languages.length > 1 && <span className={styles.hint}>main</span>}
              {index > 0 && (
                <IconButton
                  icon={ArrowUp}
                  size="small"
                  label={`Make ${languageName(tag)} the main language`}
                  onClick={() =>
                    editProject({ languages: [tag, ...project.languages.filter((other) => other !== tag)] })
                  }
                />
              )}
              {project.languages.length > 1 && (
                <IconButton
                  icon={X}
                  size="small"
                  label={`Take out ${languageName(tag)}`}
                  onClick={() =>
                    editProject({ languages: project.languages.filter((other) => other !== tag) })
                  }
                />
              )}
            </li>
          ))}
        </ul>
        <Select
          label="Add a language"
          value={null}
          placeholder="Add…"
          className={styles.short}
          options={unused.map((tag) => ({ value: tag, label: languageName(tag) }))}
          onChange={(tag) => editProject({ languages: [...project.languages, tag] })}
        />
      </FieldRow>
      <FieldRow label="Sensor" className={styles.row}>
        <Select
          label="Sensor"
          value={sensor}
          className={styles.short}
          options={[
            ...sensors.map(([name]) => ({ value: name, label: name })),
            { value: custom, label: 'Other', isDisabled: sensor !== custom },
          ]}
          onChange={(name) => {
            const width = sensors.find(([known]) => known === name)?.[1];
            if (width !== undefined) editProject({ sensorWidthMm: width });
          }}
        />
        <NumberField
          label="Width of the sensor"
          value={project.sensorWidthMm}
          unit="mm wide"
          min={1}
          max={100}
          decimals={2}
          step={0.1}
          onCommit={(sensorWidthMm) => editProject({ sensorWidthMm })}
        />
        <span className={styles.hint}>Sets how wide a lens sees. Pictures stay as they are.</span>
      </FieldRow>
      <FieldRow label="Background" className={styles.row}>
        <input
          type="color"
          className={styles.colour}
          aria-label="Background"
          value={project.background}
          onChange={(event) => editProject({ background: event.currentTarget.value })}
        />
        <span className={styles.hint}>Behind all layers.</span>
      </FieldRow>
    </div>
  );
}
