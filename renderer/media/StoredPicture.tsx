import { isSoundFile, isVideoFile } from '@shared/media/fileEndings';
import type { LeftoverFile } from '@shared/rpc/table';
import { useEffect, useState } from 'react';
import { AudioLines, Film, Image } from '../ui/icons';
import type { ShownFile } from './ChosenFiles';
import styles from './MediaDialogs.module.css';

function kindOf(file: { readonly name: string }): 'Sound' | 'Video' | 'Picture' {
  if (isSoundFile(file)) return 'Sound';
  return isVideoFile(file) ? 'Video' : 'Picture';
}

/** A copy that no media names: what can be said of it is its kind, its size and its age. */
export function leftoverFile(file: LeftoverFile): ShownFile {
  const ending = file.fileId.slice(file.fileId.indexOf('.') + 1);
  const kind = kindOf({ name: file.fileId });
  return {
    id: file.fileId,
    name: `${kind} ${file.fileId.slice(0, 8)}.${ending}`,
    detail: `From ${new Date(file.modifiedAtMs).toLocaleDateString(undefined, { dateStyle: 'medium' })}`,
    byteSize: file.byteSize,
    picture: <StoredPicture file={file} kind={kind} />,
  };
}

/** The small picture that was kept of a copy, or a sign for its kind. */
export function StoredPicture({ file, kind }: { readonly file: LeftoverFile; readonly kind: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const { picture } = file;
  useEffect(() => {
    if (!picture) return;
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture.bytes)], { type: picture.mimeType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  if (url !== null) return <img src={url} alt="" data-shown />;
  const Sign = kind === 'Sound' ? AudioLines : kind === 'Video' ? Film : Image;
  return (
    <span className={styles.sign}>
      <Sign aria-hidden />
    </span>
  );
}
