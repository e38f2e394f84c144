import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call } from './call.ts';
import { explainError } from './explain-error.ts';
import { listAll, pageOf } from './list-all.ts';
import type { Requester } from './requester.ts';
import { wireSkillFileSchema, wireSkillListSchema, wireSkillSchema } from './wire-schemas.ts';

/** A skill as it stands in Acontext now. */
export interface AcontextSkill {
  skillId: string;
  name: string;
  description: string;
  files: { path: string; mime: string }[];
  createdAt: string;
  updatedAt: string;
}

export interface AcontextSkillFile {
  path: string;
  mime: string;
  /** Text files have content … */
  content: { type: string; raw: string } | null;
  /** … other files have a link that expires. */
  url: string | null;
}

export interface Skills {
  /** Throws `not_found`. */
  get(skillId: string): Promise<AcontextSkill>;
  /** Throws `not_found`. `expireSeconds` is the life of a link. */
  getFile(skillId: string, path: string, options?: { expireSeconds?: number }): Promise<AcontextSkillFile>;
  /**
   * Writes a text file of the skill, over what was there. Acontext has no route for it, so it goes to the skill's disk; the skill's
   * name and description stay what they were, whatever SKILL.md says now. Throws `not_found`, or `acontext_unsupported` where the server
   * does not tell the disk.
   */
  writeFile(skillId: string, path: string, content: string): Promise<void>;
  /** Removes a file of the skill. Throws `not_found`. */
  deleteFile(skillId: string, path: string): Promise<void>;
  /** All skills of the project, in whatever space. */
  list(): Promise<AcontextSkill[]>;
  delete(skillId: string): Promise<void>;
  /** The skill as Acontext packs it. Throws `not_found`. */
  downloadZip(skillId: string): Promise<Uint8Array<ArrayBuffer>>;
}

export function createSkills(call: Call, requester: Requester, host: string): Skills {
  const at = (skillId: string) => `/agent_skills/${encodeURIComponent(skillId)}`;

  const diskOf = async (skillId: string) => {
    const doing = 'read the skill';
    const wire = await call('GET', at(skillId), { schema: wireSkillSchema, doing, repeatable: true });
    if (wire.disk_id) return `/disk/${encodeURIComponent(wire.disk_id)}/artifact`;
    throw new LabError({
      code: 'acontext_unsupported',
      message: `${host} does not say where the files of a skill are, so they cannot be written.`,
    });
  };

  return {
    async get(skillId) {
      const doing = 'read the skill';
      return toSkill(await call('GET', at(skillId), { schema: wireSkillSchema, doing, repeatable: true }));
    },

    async getFile(skillId, path, { expireSeconds } = {}) {
      const file = await call('GET', `${at(skillId)}/file`, {
        schema: wireSkillFileSchema,
        doing: `read the file ${path} of the skill`,
        repeatable: true,
        params: { file_path: path, ...(expireSeconds === undefined ? {} : { expire: expireSeconds }) },
      });
      return { path: file.path, mime: file.mime, content: file.content ?? null, url: file.url ?? null };
    },

    async writeFile(skillId, path, content) {
      const cut = path.lastIndexOf('/') + 1;
      await call('POST', await diskOf(skillId), {
        schema: z.unknown(),
        doing: `write the file ${path} of the skill`,
        // The same content again is the same file.
        repeatable: true,
        form: {
          file: { name: path.slice(cut), content },
          fields: { file_path: `/${path.slice(0, cut)}` },
        },
      });
    },

    async deleteFile(skillId, path) {
      await call('DELETE', await diskOf(skillId), {
        schema: z.unknown(),
        doing: `delete the file ${path} of the skill`,
        repeatable: true,
        params: { file_path: `/${path}` },
      });
    },

    async list() {
      const skills = await listAll(async (cursor) => {
        const page = await call('GET', '/agent_skills', {
          // Items of the list come without their disk, but with their files.
          schema: wireSkillListSchema,
          doing: 'list the skills',
          repeatable: true,
          params: { limit: 200, ...(cursor ? { cursor } : {}) },
        });
        return pageOf(page.items, page);
      });
      return skills.map(toSkill);
    },

    async delete(skillId) {
      await call('DELETE', at(skillId), {
        schema: z.unknown(),
        doing: 'delete the skill',
        repeatable: true,
      });
    },

    async downloadZip(skillId) {
      const doing = 'pack the skill';
      try {
        const response = await requester.requestBinary(`${at(skillId)}/download_zip`);
        if (response.ok) return new Uint8Array(await response.arrayBuffer());
        throw new LabError({
          code: response.status === 404 ? 'not_found' : 'acontext_failed',
          message: `${host} could not ${doing} (HTTP ${response.status}).`,
        });
      } catch (error) {
        throw explainError(error, doing, host);
      }
    },
  };
}

export function toSkill(wire: z.infer<typeof wireSkillSchema>): AcontextSkill {
  return {
    skillId: wire.id,
    name: wire.name,
    description: wire.description,
    files: (wire.file_index ?? []).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  };
}
