import type { MessageView } from '../../protocol.ts';
import { Icon } from '../parts/icons.tsx';

export function MessageFiles({ files }: { files: MessageView['files'] }) {
  return files.map((file) => (
    <a key={file.id} className="file" href={file.url} download={file.name}>
      <Icon name="file" size={20} /> {file.name}
    </a>
  ));
}
