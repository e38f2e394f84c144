// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AcontextKey, AcontextProject } from '#lib/protocol/acontext-key.ts';
import { KeysSection } from './keys-section.tsx';

const AT = '2026-11-22T10:00:00.000000Z';
const key = (over: Partial<AcontextKey>): AcontextKey => ({
  id: 'k',
  label: null,
  prefix: 'sk-ac-abcd',
  origin: 'made',
  createdAt: AT,
  lastUsedAt: null,
  revokedAt: null,
  ...over,
});
const project = (over: Partial<AcontextProject>): AcontextProject => ({
  id: 'p',
  name: 'team a',
  createdAt: AT,
  keys: [],
  ...over,
});
const OWN = project({ id: 'own', name: null, keys: [key({ id: 'e', prefix: null, origin: 'environment' })] });
const SECRET = 'sk-ac-abcdefgh';

/** The lab's API as far as this section asks it. */
let projects: AcontextProject[];
let sent: unknown[];
let refuse: object | null;
beforeEach(() => {
  projects = [OWN];
  sent = [];
  refuse = null;
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method !== 'POST') return Response.json({ projects, ownKey: 'sk-ac-local' });
    sent.push([url, typeof init.body === 'string' ? JSON.parse(init.body) : null]);
    if (refuse) return Response.json({ error: refuse }, { status: 400 });
    const made = key({ id: 'new', label: 'CI', revokedAt: url.endsWith('/revoke') ? AT : null });
    projects = [OWN, project({ keys: [made] })];
    return Response.json({ secret: SECRET, key: made, project: { id: 'p', name: 'team a', isNew: true } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = () =>
  render(
    <KeysSection acontext={{ kind: 'embedded', host: null }} list={{ projects, ownKey: 'sk-ac-local' }} />,
  );

test('makes a key, shows it once with code, puts it away, and revokes it after asking', async () => {
  const user = userEvent.setup();
  const { container } = draw();
  await user.type(screen.getByLabelText('Name of the project'), 'team a');
  await user.type(screen.getByLabelText(/What the key is for/), 'CI');
  await user.click(screen.getByRole('button', { name: 'Create key' }));
  const shown = within(await screen.findByRole('region', { name: 'The new key' }));
  expect(document.activeElement?.textContent).toBe('“team a” has a new key');
  expect(shown.getByText(SECRET)).toBeDefined();
  expect(shown.getByRole('tabpanel').textContent).toContain(
    `/acontext/api/v1/ping -H 'Authorization: Bearer ${SECRET}'`,
  );
  await user.click(shown.getByRole('tab', { name: 'Python' }));
  expect(shown.getByRole('tabpanel').textContent).toContain(`api_key="${SECRET}"`);
  await user.click(shown.getByRole('button', { name: 'I have copied it' }));
  expect(container.innerHTML).not.toContain(SECRET);
  expect(document.activeElement?.getAttribute('name')).toBe('projectId');

  await user.click(screen.getByRole('button', { name: 'Revoke sk-ac-abcd… (CI)' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Revoke' }));
  expect((await screen.findByText('sk-ac-abcd… is revoked.')).getAttribute('role')).toBe('status');
  expect(screen.getByText(/No key opens this project now/)).toBeDefined();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Projects and keys');
  await user.click(screen.getByRole('button', { name: 'Show 1 revoked key' }));
  expect(screen.getByText('sk-ac-abcd…')).toBeDefined();
  expect(sent).toEqual([
    ['/api/acontext/keys', { project: 'team a', label: 'CI' }],
    ['/api/acontext/keys/new/revoke', {}],
  ]);
});

test('says what is wrong at the input, and takes the reader there', async () => {
  refuse = { code: 'invalid_input', message: 'No.', fields: { project: 'must have letters' } };
  const user = userEvent.setup();
  draw();
  await user.click(screen.getByRole('button', { name: 'Create key' }));
  const input = screen.getByLabelText('Name of the project');
  await waitFor(() => expect(document.activeElement).toBe(input));
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const words = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  expect(words?.textContent).toBe('Name of the project must have letters');
});

test('says where the lab’s own key comes from, and offers no way to revoke it', () => {
  draw();
  expect(screen.getByText('sk-ac-local')).toBeDefined();
  expect(screen.getByText(/EMBEDDED_ACONTEXT_KEY sets no other/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /Revoke/ })).toBeNull();
});

test('with a remote Acontext it says that keys are managed there, and has nothing to press', () => {
  render(<KeysSection acontext={{ kind: 'self-hosted', host: 'memory.test:8029' }} list={null} />);
  expect(screen.getByText(/uses the Acontext at memory.test:8029/)).toBeDefined();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
