export interface TreeFile {
  kind: 'file';
  name: string;
  path: string;
}
export interface TreeFolder {
  kind: 'folder';
  name: string;
  children: TreeNode[];
}
export type TreeNode = TreeFile | TreeFolder;

/** Paths as a tree, in the order in which they are given; a folder stands where its first file does. */
export function prepareFileTree(paths: readonly string[]): TreeNode[] {
  const root: TreeFolder = { kind: 'folder', name: '', children: [] };
  for (const path of paths) {
    const segments = path.split('/');
    const name = segments.at(-1) ?? path;
    let folder = root;
    for (const segment of segments.slice(0, -1)) folder = openFolder(folder, segment);
    folder.children.push({ kind: 'file', name, path });
  }
  return root.children;
}

function openFolder(parent: TreeFolder, name: string): TreeFolder {
  for (const child of parent.children) if (child.kind === 'folder' && child.name === name) return child;
  const folder: TreeFolder = { kind: 'folder', name, children: [] };
  parent.children.push(folder);
  return folder;
}
