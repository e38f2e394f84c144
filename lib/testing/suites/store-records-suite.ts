import { describe, expect, it } from 'vitest';
import type { NewSkillVersion, Store } from '#lib/store/index.ts';
import { labError } from './store-place.ts';

function snapshot(content: string, overrides: Partial<NewSkillVersion> = {}): NewSkillVersion {
  return {
    versionId: `skv_${content}`,
    skillId: 'skill_1',
    spaceId: 'space_1',
    name: 'incident-response',
    description: `What to do: ${content}`,
    contentHash: `hash-${content}`,
    files: [{ path: 'SKILL.md', content }],
    isDefault: false,
    provenance: { runId: `run_${content}`, sessionId: 'session_1', taskIds: ['task_1'], distillation: null },
    ...overrides,
  };
}

/** Stories, skill versions and what is kept elsewhere. */
export function storeRecordsSuite(store: () => Store): void {
  describe('stories', () => {
    it('have one that is current: the newest', async () => {
      expect(await store().stories.current()).toBeNull();
      const first = await store().stories.create('story_1');
      expect(await store().stories.setSpace('story_1', 'space_1')).toBe('space_1');
      expect(await store().stories.setSpace('story_1', 'space_2')).toBe('space_1');
      expect(await store().stories.current()).toEqual({ ...first, spaceId: 'space_1' });
      const second = await store().stories.create('story_2');
      expect(await store().stories.current()).toEqual(second);
    });

    it('that do not exist get no space', async () => {
      await expect(store().stories.setSpace('story_9', 'space_1')).rejects.toMatchObject(
        labError('not_found'),
      );
    });
  });

  describe('skill versions', () => {
    it('are numbered and know their parent', async () => {
      const { version: first } = await store().skillVersions.add(snapshot('a'));
      const { version: second } = await store().skillVersions.add(snapshot('b'));
      expect(first).toMatchObject({ number: 1, parentVersionId: null });
      expect(second).toMatchObject({ number: 2, parentVersionId: 'skv_a' });
      expect(await store().skillVersions.listBySkill('skill_1')).toEqual([second, first]);
      expect(await store().skillVersions.latestBySkill('skill_1')).toEqual(second);
      expect(await store().skillVersions.latestBySkill('skill_9')).toBeNull();
    });

    it('are stored only when the content has changed, and a way back is a change', async () => {
      const first = await store().skillVersions.add(snapshot('a'));
      expect(await store().skillVersions.add(snapshot('a'))).toEqual({ ...first, added: false });
      await store().skillVersions.add(snapshot('b'));
      const back = await store().skillVersions.add(snapshot('a'));
      expect(back).toMatchObject({ added: true, version: { number: 3, parentVersionId: 'skv_b' } });
    });

    it('are found by id, in a named skill where two have the same content', async () => {
      await store().skillVersions.add(snapshot('a'));
      await store().skillVersions.add(snapshot('a', { skillId: 'skill_2' }));
      expect(await store().skillVersions.get('skv_a', 'skill_1')).toMatchObject({ skillId: 'skill_1' });
      expect(await store().skillVersions.get('skv_a', 'skill_2')).toMatchObject({ skillId: 'skill_2' });
      expect(await store().skillVersions.get('skv_a', 'skill_3')).toBeNull();
      expect(await store().skillVersions.get('skv_z')).toBeNull();
    });

    it('are summed up per skill, the latest change first', async () => {
      await store().skillVersions.add(snapshot('a'));
      await store().skillVersions.add(snapshot('b', { skillId: 'skill_2', spaceId: 'space_2' }));
      const { version } = await store().skillVersions.add(snapshot('c'));
      const [changed, other] = await store().skillVersions.summaries();
      expect(changed).toEqual({
        skillId: 'skill_1',
        spaceId: 'space_1',
        name: 'incident-response',
        description: 'What to do: c',
        isDefault: false,
        versions: 2,
        latestVersionId: 'skv_c',
        files: ['SKILL.md'],
        updatedAt: version.createdAt,
        taughtBy: ['run_c', 'run_a'],
        live: true,
        lint: { error: 1, warning: 0, note: 0 },
      });
      expect(other).toMatchObject({ skillId: 'skill_2' });
      expect(await store().skillVersions.summaries({ spaceId: 'space_2' })).toEqual([other]);
      expect(await store().skillVersions.summary('skill_1')).toEqual(changed);
      expect(await store().skillVersions.summary('skill_9')).toBeNull();
    });

    it('stay when Acontext no longer has the skill, which then is not live until it is seen again', async () => {
      const live = async () => (await store().skillVersions.summary('skill_1'))?.live;
      await store().skillVersions.add(snapshot('a'));
      await store().skillVersions.markGone(['skill_1', 'skill_unknown']);
      await store().skillVersions.markGone(['skill_1']);
      await store().skillVersions.markGone([]);
      expect(await live()).toBe(false);
      expect(await store().skillVersions.get('skv_a')).not.toBeNull();
      await store().skillVersions.add(snapshot('a'));
      expect(await live()).toBe(true);
    });

    it('of one skill get different numbers when two are stored at once', async () => {
      const names = ['a', 'b', 'c', 'd'];
      await Promise.all(names.map((name) => store().skillVersions.add(snapshot(name))));
      const versions = await store().skillVersions.listBySkill('skill_1');
      expect(versions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    });
  });

  describe('what was created in Acontext', () => {
    const place = { server: 'https://acontext.example/api/v1', keyMark: 'a' };

    it('is remembered until it is forgotten, once each', async () => {
      const { remotes } = store();
      await remotes.track({ place, kind: 'space', id: 'space_1' });
      await remotes.track({ place, kind: 'session', id: 'session_1', spaceId: 'space_1', runId: 'run_1' });
      await remotes.track({ place, kind: 'session', id: 'session_1', spaceId: 'other' });
      const listed = await remotes.list();
      expect(listed).toMatchObject([
        { kind: 'space', id: 'space_1', spaceId: null, runId: null, state: 'kept', place },
        { kind: 'session', id: 'session_1', spaceId: 'space_1', runId: 'run_1' },
      ]);
      await remotes.forget(listed.slice(0, 1).map(({ number }) => number));
      expect(await remotes.list()).toMatchObject([{ id: 'session_1' }]);
    });

    it('is remembered before it has an id, and under its id from then on', async () => {
      const { remotes } = store();
      await remotes.track({ place, kind: 'space', id: 'mark', marker: 'mark', state: 'intended' });
      await remotes.settle(place, 'mark', 'space_1');
      // Another instance had the same intention, and its try had its effect, too.
      await remotes.settle(place, 'mark', 'space_2');
      expect(await remotes.list()).toMatchObject([
        { id: 'space_1', spaceId: 'space_1', marker: 'mark', state: 'kept' },
        { id: 'space_2', spaceId: 'space_2', marker: 'mark', state: 'kept' },
      ]);
      expect(await remotes.find('space', 'space_2')).toHaveLength(1);
    });

    it('is doomed, fails to be removed and is gone, whatever their number', async () => {
      const { remotes } = store();
      for (let id = 0; id < 3; id += 1) await remotes.track({ place, kind: 'session', id: `s${id}` });
      const [first = 0, ...rest] = (await remotes.list()).map(({ number }) => number);
      const problem = { code: 'acontext_failed', message: 'No.' } as const;
      await remotes.update([first, ...Array.from({ length: 1200 }, (_, index) => -index)], {
        state: 'doomed',
        problem,
      });
      await remotes.update(rest, { state: 'gone' });
      expect(await remotes.list()).toMatchObject([
        { state: 'doomed', problem },
        { state: 'gone', problem: null },
        { state: 'gone' },
      ]);
      await remotes.update([first], { state: 'doomed' });
      expect(await remotes.list()).toMatchObject([{ state: 'doomed', problem: null }, {}, {}]);
      await remotes.update([], { state: 'gone' });
    });

    it('of two keys is told apart until both turn out to be keys of one project', async () => {
      const { remotes } = store();
      const other = { ...place, keyMark: 'b' };
      await remotes.track({ place, kind: 'space', id: 'space_1' });
      await remotes.track({ place, kind: 'space', id: 'space_2' });
      await remotes.track({ place: other, kind: 'space', id: 'space_1' });
      await remotes.move(place, other);
      const moved = await remotes.list();
      expect(moved.map(({ id }) => id).toSorted()).toEqual(['space_1', 'space_2']);
      expect(moved.every((remote) => remote.place.keyMark === 'b')).toBe(true);
    });
  });
}
