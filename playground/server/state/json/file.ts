import { extname } from 'node:path';
import type { JsonObject } from '../../json-object.ts';
import type { Workspace } from '../workspace.ts';

/** The path of a file's content on the local Slack. */
export function filePath(workspace: Workspace, id: string): string {
  const name = workspace.files.get(id)?.name ?? '';
  return `/files/${workspace.id}/${id}/${encodeURIComponent(name)}`;
}

export function fileJson(workspace: Workspace, id: string): JsonObject {
  const file = workspace.files.get(id);
  return {
    id,
    name: file?.name ?? '',
    title: file?.title ?? '',
    size: file?.content.length ?? 0,
    filetype: extname(file?.name ?? '').slice(1) || 'text',
    mode: 'hosted',
    url_private: filePath(workspace, id),
    url_private_download: filePath(workspace, id),
  };
}
