/** Replaces what no folder name may hold (separators, wildcards, quotes, white space) by hyphens, one for one. */
export function sanitiseSkillName(name: string): string {
  return name.trim().replaceAll(/[/\\:*?"<>|\s]/g, '-');
}
