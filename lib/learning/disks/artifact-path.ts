import { checkSkillPath } from '#lib/skills/check-skill-path.ts';
import { badParameter } from '../http/envelope.ts';

/** Disks keep whole relative paths (`notes/a.md`); artifacts say folder (`/notes/`) and file name (`a.md`) apart. */

function checked(path: string): string {
  const problem = checkSkillPath(path);
  if (problem) throw badParameter(problem);
  return path;
}

/** The file that `/notes/a.md` or `notes/a.md` names. */
export const filePath = (text: string): string => checked(text.replace(/^\//, ''));

/** The folder of a path, without the slash before it: `notes/` or nothing. What follows the last slash does not count. */
export function folderOf(text: string): string {
  const folder = text.slice(0, text.lastIndexOf('/') + 1).replace(/^\//, '');
  if (folder !== '') checked(folder.slice(0, -1));
  return folder;
}

/** Both ends of a stored path as an artifact has them. */
export function splitPath(path: string): { path: string; filename: string } {
  const at = path.lastIndexOf('/') + 1;
  return { path: `/${path.slice(0, at)}`, filename: path.slice(at) };
}
