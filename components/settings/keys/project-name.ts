/** How a project is called where people read. */
export const projectName = (name: string | null): string => name ?? 'The lab’s own project';
