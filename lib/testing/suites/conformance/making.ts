import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { Mismatch } from './expectations.ts';
import type { Api } from './open-api.ts';
import * as shapes from './wire-shapes.ts';

/** What cases make on a server; everything has a name that nobody else has. */

export const someId = (): string => randomUUID();
export const someName = (): string => `conformance-${randomUUID().slice(0, 13)}`;

export const newSession = (api: Api, json: Record<string, unknown> = {}) =>
  api.ok('POST', '/session', shapes.session, { json, status: 201 });

/** A session whose messages are only stored: nothing reads them, so nothing of it moves. */
export const quietSession = (api: Api) => newSession(api, { disable_task_tracking: true });

export const newSpace = (api: Api, json: Record<string, unknown> = {}) =>
  api.ok('POST', '/learning_spaces', shapes.space, { json, status: 201 });

/** For a space that a case deletes itself: its skills outlive it, and nobody could find them any more. */
export async function keepSkillsInMind(api: Api, space: { id: string }) {
  const skills = await api.ok('GET', `/learning_spaces/${space.id}/skills`, z.array(shapes.skill));
  for (const { id } of skills) api.made('skill', id);
  return skills;
}

export const newDisk = (api: Api, json: Record<string, unknown> = {}) =>
  api.ok('POST', '/disk', shapes.disk, { json, status: 201 });

export const store = (api: Api, session: { id: string }, json: Record<string, unknown>) =>
  api.ok('POST', `/session/${session.id}/messages`, shapes.message, { json, status: 201 });

/** Stores OpenAI messages, one after the other. */
export async function say(api: Api, session: { id: string }, ...blobs: Record<string, unknown>[]) {
  const stored: z.infer<typeof shapes.message>[] = [];
  for (const blob of blobs) stored.push(await store(api, session, { blob }));
  return stored;
}

export const user = (content: string) => ({ role: 'user', content });

export const messagesOf = (api: Api, session: { id: string }, query: Record<string, string> = {}) =>
  api.ok('GET', `/session/${session.id}/messages`, shapes.messages, { query });

export const skillMd = (name: string, description = 'What to do when the gateway answers 502.'): string =>
  `---\nname: "${name}"\ndescription: "${description}"\n---\n\n# Notes\n`;

export const zipOf = (files: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> => {
  const bytes = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return Uint8Array.from(zipSync(Object.fromEntries(bytes)));
};

export function skillForm(
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string> = {},
  filename = 'skill.zip',
): FormData {
  const form = new FormData();
  form.set('file', new Blob([zipOf(files)], { type: 'application/zip' }), filename);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

export const newSkill = (
  api: Api,
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string> = {},
) => api.ok('POST', '/agent_skills', shapes.skill, { form: skillForm(files, fields), status: 201 });

const POLL_MS = 250;

/** Asks again until the answer fits or the target's time is up. */
export async function until<T>(
  api: Api,
  expected: string,
  read: () => Promise<T>,
  fits: (value: T) => boolean,
): Promise<T> {
  const { learnWithinMs, signal } = api.target;
  const deadline = Date.now() + learnWithinMs;
  for (;;) {
    const value = await read();
    if (fits(value)) return value;
    if (Date.now() > deadline) {
      throw new Mismatch(`after ${learnWithinMs / 1000} s`, expected, JSON.stringify(value).slice(0, 300));
    }
    await delay(POLL_MS, undefined, signal ? { signal } : {});
  }
}
