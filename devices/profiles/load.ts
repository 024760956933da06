import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slugSchema } from '#contract/ids.ts';
import { formatProblems, type Problem } from '#contract/problems.ts';
import { parseProfile, type ParsedProfile, type Profile } from '#devices/framing/profile.ts';

/**
 * The profiles in this folder, one JSON file per model. A new serial or HID device is a new file here and nothing
 * else.
 */

const loaded = new Map<string, Profile>();

/** Ids of all profiles, sorted. */
export function listProfiles(): readonly string[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
  return files.map((name) => name.slice(0, -'.json'.length)).toSorted();
}

/** The profile of this id. Throws with the list of known ids when there is none, with all problems when it is broken. */
export function loadProfile(id: string): Profile {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  if (!slugSchema.safeParse(id).success || !listProfiles().includes(id)) {
    throw new Error(`no device profile "${id}" in devices/profiles, known: ${listProfiles().join(', ')}`);
  }
  const parsed = parseProfileText(readFileSync(join(import.meta.dirname, `${id}.json`), 'utf8'));
  const problems = parsed.ok ? misnamed(parsed.profile, id) : parsed.problems;
  if (!parsed.ok || problems.length > 0) throw new Error(formatProblems(`devices/profiles/${id}.json`, problems));
  loaded.set(id, parsed.profile);
  return parsed.profile;
}

/** A profile from the text of a file anywhere; what it includes is looked for among the profiles in this folder. */
export function parseProfileText(text: string): ParsedProfile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [{ path: '(root)', expected: `JSON (${(error as Error).message})` }] };
  }
  return parseProfile(json, (id) => (listProfiles().includes(id) ? loadProfile(id) : null));
}

function misnamed(profile: Profile, id: string): readonly Problem[] {
  return profile.id === id ? [] : [{ path: 'id', expected: `"${id}", as the file is called` }];
}
