import { layoutText, textFamilies, textWeight } from '@shared/compositor/drawn/textLayout';
import type { ShotId } from '@shared/document/ids';
import { layerPointToFrame, textAt } from '@shared/stage/drawOnLayer';
import { canvasToFrame, frameToCanvas, type Size, type StageView } from '@shared/stage/viewMapping';
import { useLayoutEffect, useRef, useState } from 'react';
import { boardForNewLayer } from '../state/currentBoard';
import { runCommand } from '../state/runCommand';
import styles from './Stage.module.css';
import { stageStore, type TextEdit } from './stageStore';

export interface TextEditorProps {
  readonly shotId: ShotId;
  readonly edit: TextEdit;
  readonly view: StageView;
  readonly frame: Size;
}

/** A text written in place, in the letters and at the size it has on the board. Escape takes it back, a click elsewhere keeps it. */
export function TextEditor({ shotId, edit, view, frame }: TextEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(edit.content.text);
  const isOver = useRef(false);
  const { content, transform } = edit;
  const px = transform.scale * frame.width * view.zoom;
  const { width, height, fontSize } = layoutText({ ...content, text });
  const before = layoutText(content);
  // The side that the text is aligned to, and its top, stay where they are while it grows.
  const side = content.align === 'left' ? -1 : content.align === 'right' ? 1 : 0;
  const corner = frameToCanvas(
    view,
    layerPointToFrame({ x: (side * before.width) / 2, y: -before.height / 2 }, transform, frame),
  );

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const close = (): void => {
    isOver.current = true;
    stageStore.setState({ text: null, tool: 'select' });
  };
  const keep = async (): Promise<void> => {
    if (isOver.current) return;
    isOver.current = true;
    const isEmpty = text.trim() === '';
    if (edit.layerId && isEmpty) await runCommand('layer.delete', { layerIds: [edit.layerId] });
    else if (edit.layerId && text !== content.text)
      await runCommand(
        'layer.editText',
        { layerIds: [edit.layerId], fields: { text } },
        { keepSelection: true },
      );
    else if (!edit.layerId && !isEmpty) {
      const { type: _type, ...fields } = { ...content, text };
      const at = canvasToFrame(view, corner);
      await runCommand('layer.addText', {
        shotId,
        boardId: boardForNewLayer(shotId),
        ...fields,
        transform: { ...transform, ...textAt(at, { ...content, text }, frame) },
      });
    }
    close();
  };

  return (
    <textarea
      ref={field}
      className={styles.textEditor}
      aria-label="Text on the board"
      value={text}
      maxLength={20_000}
      spellCheck={false}
      style={{
        left: corner.x,
        top: corner.y,
        width: (width + fontSize * 0.8) * px,
        height: height * px,
        transform: `rotate(${transform.rotationDeg}deg) translateX(${-50 * (side + 1)}%)`,
        font: `${textWeight(content)} ${fontSize * px}px ${textFamilies}`,
        lineHeight: `${content.lineHeight * px}px`,
        color: content.colour,
        textAlign: content.align === 'centre' ? 'center' : content.align,
      }}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void keep()}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
      }}
    />
  );
}
