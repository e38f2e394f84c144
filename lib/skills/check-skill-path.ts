const MAX_LENGTH = 512;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F]/;

/** What is wrong with a path inside a skill; null for a clean relative path such as `incidents/gateway.md`. */
export function checkSkillPath(path: string): string | null {
  if (path === '') return 'The path is empty.';
  if (path.length > MAX_LENGTH) return `The path is longer than ${MAX_LENGTH} characters.`;
  if (CONTROL.test(path)) return 'The path holds control characters.';
  if (path.includes('\\')) return 'The path must use forward slashes.';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'The path must be relative to the skill.';
  const segments = path.split('/');
  if (segments.includes('..')) return "The path must not contain '..'.";
  if (segments.some((segment) => segment === '' || segment === '.')) return 'The path has an empty part.';
  return null;
}
