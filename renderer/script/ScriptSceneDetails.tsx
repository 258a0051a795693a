import type { ScenePlan } from '@shared/script/planScript';
import type { ScriptItem } from '@shared/script/screenplay';
import { deliveryOf } from '@shared/script/scriptShots';
import { currentDocument } from '../state/documentStore';
import styles from '../ui/ChangeList.module.css';
import { cx } from '../ui/cx';

interface Detail {
  readonly before?: string;
  readonly after?: string;
  readonly speaker?: string;
}

/** The words of a scene that change, old and new; of a new scene all of them. */
export function ScriptSceneDetails({ plan }: { readonly plan: Exclude<ScenePlan, { kind: 'gone' }> }) {
  const details = plan.kind === 'new' ? plan.script.items.map(detailOf) : detailsOf(plan);
  return (
    <div className={styles.details}>
      {details.map(({ before, after, speaker }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only shown
        <p key={index}>
          {speaker && <strong>{speaker}</strong>}
          {before !== undefined && <del className={styles.before}>{before}</del>}
          {after !== undefined && <span className={cx(before !== undefined && styles.after)}>{after}</span>}
        </p>
      ))}
      {details.length === 0 && <p>Only its place or its notes change.</p>}
    </div>
  );
}

function detailOf(item: ScriptItem): Detail {
  if (item.type !== 'dialogue') return { after: item.text };
  const delivery = deliveryOf(item);
  const said = delivery === '' ? item.text : `(${delivery}) ${item.text}`;
  return { speaker: item.cue, after: said };
}

function detailsOf({ scene, change }: Extract<ScenePlan, { kind: 'known' }>): Detail[] {
  const document = currentDocument();
  return [
    ...(change.fields.heading === undefined ? [] : [{ before: scene.heading, after: change.fields.heading }]),
    ...change.shotEdits.map(({ shotId, action }) => ({
      before: document.get('shot', shotId)?.action ?? '',
      after: action,
    })),
    ...change.lineEdits.map(({ before, fields }) => ({
      before,
      after: [...(fields.deliveryNote ? [`(${fields.deliveryNote})`] : []), fields.text ?? before].join(' '),
    })),
    ...change.newLines.map(({ item }) => detailOf(item)),
    ...change.newShots.flatMap(({ action, lines }) => [{ after: action }, ...lines.map(detailOf)]),
    ...change.goneLineIds.map((id) => ({ before: document.get('dialogueLine', id)?.text ?? '' })),
  ];
}
